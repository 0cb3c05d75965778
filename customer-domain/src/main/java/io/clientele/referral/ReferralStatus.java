package io.clientele.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a referral stands. Texts as in column `referral.status`.
public enum ReferralStatus {
    /// Not decided yet; the professional sees the customer limited, to be able to decide.
    PENDING,
    /// The professional takes part: sees the customer limited, or in full where that made them the owner.
    ACCEPTED,
    /// The professional does not, and sees nothing.
    DECLINED;

    /// For example `pending`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status of that text; empty where there is none.
    public static Optional<ReferralStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
