package io.clientele.ownership;

/// What makes a professional the owner of a customer who has none (REQ-CM-B011).
public enum Engagement {
    CREATED_CUSTOMER("created the customer"),
    RESPONDED_TO_INQUIRY("responded to an inquiry"),
    LOGGED_ACTIVITY("logged the first activity"),
    ACCEPTED_REFERRAL("accepted a referral");

    private final String reason;

    Engagement(String reason) {
        this.reason = reason;
    }

    /// The reason that the ownership history keeps.
    public String reason() {
        return reason;
    }
}
