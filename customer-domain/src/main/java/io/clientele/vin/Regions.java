package io.clientele.vin;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Countries by the first two characters (ISO 3780), for makers that no table knows.
final class Regions {
    // Second characters are counted A to Z, then 1 to 9 and 0.
    private static final String ORDER = "ABCDEFGHJKLMNPRSTUVWXYZ1234567890";
    private static final String RANGES = """
            AA-AH ZA,JA-J0 JP,KF-KK IL,KL-KR KR,LA-L0 CN,MA-ME IN,MF-MK ID,ML-MR TH,MS-MS MM,NA-NE IR,NF-NK PK,
            NL-NR TR,PA-PE PH,PF-PK SG,PL-PR MY,RA-RE AE,RF-RK TW,RL-RR VN,SA-SM GB,SN-ST DE,SU-SZ PL,TA-TH CH,
            TJ-TP CZ,TR-TV HU,TW-T1 PT,VA-VE AT,VF-VR FR,VS-VW ES,VX-V2 RS,V3-V5 HR,V6-V0 EE,WA-W0 DE,XA-XE BG,
            XF-XK GR,XL-XR NL,XS-XW RU,X3-X0 RU,YA-YE BE,YF-YK FI,YS-YW SE,Y3-Y5 BY,Y6-Y0 UA,ZA-ZR IT,1A-10 US,
            2A-20 CA,3A-3W MX,4A-40 US,5A-50 US,6A-6W AU,7A-7E NZ,7F-70 US,8A-8E AR,8F-8J CL,9A-9E BR,9F-9J CO,
            93-99 BR""";
    private static final Map<String, String> COUNTRIES = new HashMap<>();

    static {
        for (String range : RANGES.replace("\n", "").split(",")) {
            int last = ORDER.indexOf(range.charAt(4));
            for (int i = ORDER.indexOf(range.charAt(1)); i <= last; i++) {
                COUNTRIES.put(range.substring(0, 1) + ORDER.charAt(i), range.substring(6));
            }
        }
    }

    private Regions() {}

    static @Nullable String country(String vin) {
        return COUNTRIES.get(vin.substring(0, 2));
    }
}
