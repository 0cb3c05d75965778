package io.clientele.launcher.sample;

import java.util.List;
import java.util.random.RandomGenerator;

/// What can be wrong with a row, as it happens in real files: any one of these makes the row unacceptable.
enum Flaw {
    BAD_EMAIL {
        @Override
        void spoil(Row row, RandomGenerator random) {
            String email = row.get(Column.EMAIL).strip();
            row.set(
                    Column.EMAIL,
                    switch (random.nextInt(4)) {
                        case 0 -> email.replace("@", " at ");
                        case 1 -> email.substring(0, email.indexOf('@') + 1);
                        case 2 -> email.replace("@", "@@");
                        default -> email.replace("@", "");
                    });
        }
    },
    NO_EMAIL {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.EMAIL, Vocabulary.pick(List.of("", " ", "\u00a0"), random));
        }
    },
    BAD_PHONE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(
                    Column.MOBILE_PHONE,
                    Vocabulary.pick(
                            List.of("555-12", "call the office", "(416) 123-45", "000-000-0000", "123 456 7890 12345"),
                            random));
        }
    },
    NO_PHONE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.MOBILE_PHONE, "");
        }
    },
    NO_FIRST_NAME {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.FIRST_NAME, "  ");
        }
    },
    NO_LAST_NAME {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.LAST_NAME, "");
        }
    },
    BAD_POSTAL_CODE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.POSTAL_CODE, Vocabulary.pick(List.of("D1O 5U0", "M5V", "90210", "M5V 2T", "?"), random));
        }
    },
    BIRTH_IN_FUTURE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.BIRTH_DATE, (2091 + random.nextInt(9)) + "-04-12");
        }
    },
    NO_SUCH_DATE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.BIRTH_DATE, Vocabulary.pick(List.of("1987-02-30", "1979-13-01", "long ago"), random));
        }
    },
    UNKNOWN_PROVINCE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.PROVINCE, Vocabulary.pick(List.of("ZZ", "Ontaria", "Upper Canada"), random));
        }
    },
    UNKNOWN_COUNTRY {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.COUNTRY, Vocabulary.pick(List.of("Canadia", "QQ", "Narnia"), random));
        }
    },
    UNKNOWN_CONTACT_METHOD {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.CONTACT_METHOD, Vocabulary.pick(List.of("pigeon", "fax", "any time"), random));
        }
    },
    SCRIPT_IN_NOTES {
        @Override
        void spoil(Row row, RandomGenerator random) {
            row.set(Column.NOTES, "<script>alert('hi')</script> " + row.get(Column.NOTES));
        }
    },
    SEVERAL_AT_ONCE {
        @Override
        void spoil(Row row, RandomGenerator random) {
            BAD_EMAIL.spoil(row, random);
            BAD_PHONE.spoil(row, random);
            BIRTH_IN_FUTURE.spoil(row, random);
        }
    };

    abstract void spoil(Row row, RandomGenerator random);
}
