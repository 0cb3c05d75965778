package io.clientele.vin;

/// What the ninth character says. 49 CFR 565.15(c) (United States; Canada and Mexico alike) and GB 16735 (China)
/// make it a check digit; ISO 3779 does not, and European makers put there what they like.
enum CheckDigit {
    RIGHT,
    /// Not the check digit, where the rule of the region demands one.
    WRONG,
    /// Not the check digit, where none is demanded, or where the vehicle was visibly built for another market.
    UNUSED;

    private static final int POSITION = 8;
    private static final String DIGITS = "0123456789X";
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    // Transliteration of A to Z; I, O and Q have none.
    private static final int[] LETTERS = {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};

    static CheckDigit of(Vin vin) {
        if (isRight(vin.value())) {
            return RIGHT;
        }
        return isCertain(vin.value()) ? WRONG : UNUSED;
    }

    static boolean isRight(CharSequence vin) {
        return vin.charAt(POSITION) == expected(vin);
    }

    private static char expected(CharSequence vin) {
        int sum = 0;
        for (int i = 0; i < Vin.LENGTH; i++) {
            sum += WEIGHTS[i] * number(vin.charAt(i));
        }
        return DIGITS.charAt(sum % 11);
    }

    private static int number(char character) {
        return character <= '9' ? character - '0' : LETTERS[character - 'A'];
    }

    /// Built in North America (1 to 5) or China (L), by a maker of more than a few vehicles, with a character in the
    /// ninth place that can be a check digit. A letter there says that the vehicle was built for a market without
    /// one: Volkswagens of Puebla (3VWZZZ...) and Volvos of Chengdu (LYV...) for Europe.
    private static boolean isCertain(String vin) {
        char region = vin.charAt(0);
        boolean demanded = region >= '1' && region <= '5' || region == 'L';
        return demanded && vin.charAt(2) != '9' && DIGITS.indexOf(vin.charAt(POSITION)) >= 0;
    }
}
