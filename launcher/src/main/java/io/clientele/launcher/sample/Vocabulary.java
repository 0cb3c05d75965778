package io.clientele.launcher.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The names, places and words that sample customers are made of, read from the resources beside this class.
final class Vocabulary {
    private final List<NameGroup> names = new ArrayList<>();
    private final List<City> cities = new ArrayList<>();
    private final Map<String, List<String>> words = new HashMap<>();
    private final int nameWeight;
    private final int cityWeight;

    record NameGroup(int weight, String language, List<String> given, List<String> family) {
        /// Whether an address in Latin letters can be made from the name.
        boolean latin() {
            return !language.equals("hanzi");
        }
    }

    record City(
            int weight,
            String name,
            String province,
            String provinceInWords,
            List<String> sortationAreas,
            List<String> areaCodes,
            String language) {}

    Vocabulary() {
        for (String[] line : lines("names.txt")) {
            names.add(new NameGroup(Integer.parseInt(line[0]), line[1], commas(line[2]), commas(line[3])));
        }
        for (String[] line : lines("cities.txt")) {
            cities.add(new City(
                    Integer.parseInt(line[0]), line[1], line[2], line[3], commas(line[4]), commas(line[5]), line[6]));
        }
        for (String[] line : lines("words.txt")) {
            words.put(line[0] + "." + line[1], List.of(line[2].split(";")));
        }
        nameWeight = names.stream().mapToInt(NameGroup::weight).sum();
        cityWeight = cities.stream().mapToInt(City::weight).sum();
    }

    NameGroup names(RandomGenerator random) {
        int left = random.nextInt(nameWeight);
        for (NameGroup each : names) {
            left -= each.weight;
            if (left < 0) {
                return each;
            }
        }
        throw new IllegalStateException("no names");
    }

    City city(RandomGenerator random) {
        int left = random.nextInt(cityWeight);
        for (City each : cities) {
            left -= each.weight;
            if (left < 0) {
                return each;
            }
        }
        throw new IllegalStateException("no cities");
    }

    /// One word of a kind in the language of a city.
    String word(String kind, String language, RandomGenerator random) {
        List<String> choice = words.get(kind + "." + language);
        if (choice == null) {
            throw new IllegalArgumentException("no words of kind " + kind + " in " + language);
        }
        return pick(choice, random);
    }

    static <T> T pick(List<T> choice, RandomGenerator random) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static List<String> commas(String text) {
        return List.of(text.split(","));
    }

    private static List<String[]> lines(String resource) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
