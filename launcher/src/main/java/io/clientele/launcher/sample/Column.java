package io.clientele.launcher.sample;

/// The columns of a sample file, in their order, with headers as people write them.
enum Column {
    FIRST_NAME("First Name"),
    LAST_NAME("Last Name"),
    EMAIL("E-mail"),
    MOBILE_PHONE("Mobile phone"),
    HOME_PHONE("Home phone"),
    STREET("Street address"),
    UNIT("Apt / Suite"),
    CITY("City"),
    PROVINCE("Province"),
    POSTAL_CODE("Postal code"),
    COUNTRY("Country"),
    BIRTH_DATE("Date of birth"),
    CONTACT_METHOD("Preferred contact"),
    MARKETING("Marketing consent"),
    NEWSLETTER("Newsletter"),
    STATUS("Status"),
    SOURCE("Source"),
    TAGS("Tags"),
    NOTES("Notes");

    private final String header;

    Column(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }
}
