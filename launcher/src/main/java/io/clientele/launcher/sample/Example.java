package io.clientele.launcher.sample;

import java.util.Locale;

/// One acceptable customer of a sample file, to look for afterwards.
///
/// @param lastName as it stands in the file, trimmed
/// @param phone as it stands in the file
public record Example(String firstName, String lastName, String phone) {
    private static final int TYPO_AT = 3;
    private static final int NATIONAL_DIGITS = 10;
    private static final int LOCAL_DIGITS = 7;

    static Example of(Row row) {
        return new Example(
                clean(row.get(Column.FIRST_NAME)), clean(row.get(Column.LAST_NAME)), row.get(Column.MOBILE_PHONE));
    }

    /// Whether a typo in the last name is one that a person would make and a search should forgive.
    boolean telling() {
        return lastName.matches("[A-Za-z]{6,}") && !phone.contains("ext");
    }

    /// The whole name with two letters of the last name swapped.
    public String nameWithTypo() {
        if (lastName.length() < TYPO_AT + 2) {
            return firstName + " " + lastName;
        }
        return (firstName + " " + lastName.substring(0, TYPO_AT) + lastName.charAt(TYPO_AT + 1)
                        + lastName.charAt(TYPO_AT) + lastName.substring(TYPO_AT + 2))
                .toLowerCase(Locale.ROOT);
    }

    /// The number without its area code, as people remember it.
    public String partOfPhone() {
        String digits = phone.replaceAll("[^0-9]", "");
        String national = digits.startsWith("1") ? digits.substring(1) : digits;
        String whole = national.substring(0, Math.min(NATIONAL_DIGITS, national.length()));
        String local = whole.substring(Math.max(0, whole.length() - LOCAL_DIGITS));
        return local.substring(0, Math.min(3, local.length())) + "-" + local.substring(Math.min(3, local.length()));
    }

    private static String clean(String cell) {
        return cell.replace('\u00a0', ' ').strip();
    }

    @Override
    public String toString() {
        return "Example[***]";
    }
}
