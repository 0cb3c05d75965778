package io.clientele.benchmark.vin;

import io.clientele.vin.Vin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The VINs that are decoded: what stands before a workshop in Canada, mixed, with serial numbers of a fixed
/// seed.
final class VinMix {
    private static final String CHECK_DIGITS = "0123456789X";
    private static final int CHECK = 8;
    private static final int TYPE = 11;

    /// Positions 1 to 11. With an underscore as the check digit: for North America, and the model is known.
    /// The others are for Europe, with a filler or without a model year, and the last two are of makers that
    /// nobody knows.
    static final List<String> TYPES = List.of(
            "5YJSA1DG_DF",
            "1HGCM826_3A",
            "JH4KA756_PC",
            "19UUA566_2A",
            "2HNYD288_9H",
            "WP0AB298_7U",
            "1FTEX1CM_EF",
            "1FTFW1EF_BF",
            "1FT8W3BT_FE",
            "3FTTW8A3_SR",
            "WBAVL1C5_FV",
            "5UXWX9C5_F0",
            "3GNKBHR4_NS",
            "1G1YC2D4_T5",
            "2GKFLTEK_H6",
            "2HKRW2H2_NH",
            "2HGFE4F8_SH",
            "5NMS3CAA_LH",
            "1C4PJMBN_PD",
            "KNDERCAA_M7",
            "JM3KFBCM_P0",
            "W1N0G8EB_MV",
            "5N1AT2MV_LC",
            "1C6SRFET_KN",
            "JF2SLDRC_SH",
            "2T3B1RFV_SC",
            "JTHFN45Y_89",
            "3VV4B7AX_MM",
            "2T1BURHE_JC",
            "1N4AL3AP_JC",
            "WVWZZZ1JZ8W",
            "WAUZZZGE1NB",
            "SALLAAA14XA",
            "TMBJJ7NE7L0",
            "VF1BM0A0H36",
            "WDB2030461A",
            "XV1000000GA",
            "YZ9000000BA");

    private VinMix() {}

    /// @param count a multiple of the number of types, for as many of each
    /// @return in an order without order, the same each time
    static List<String> of(int count) {
        Random random = new Random(17);
        List<String> vins = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            vins.add(checked(TYPES.get(i % TYPES.size()) + "%06d".formatted(1 + random.nextInt(999_999))));
        }
        Collections.shuffle(vins, random);
        return List.copyOf(vins);
    }

    static boolean isForNorthAmerica(String type) {
        return type.length() == TYPE && type.charAt(CHECK) == '_';
    }

    private static String checked(String vin) {
        if (vin.charAt(CHECK) != '_') {
            return vin;
        }
        for (int digit = 0; digit < CHECK_DIGITS.length(); digit++) {
            String tried = vin.replace('_', CHECK_DIGITS.charAt(digit));
            if (new Vin(tried).hasRightCheckDigit()) {
                return tried;
            }
        }
        throw new IllegalStateException("every number has a check digit");
    }
}
