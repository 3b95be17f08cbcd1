package org.tavolo.method;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules;
import org.tavolo.board.Text;

/**
 * The method as data: every type of item, its fields and links, read from the files {@code method/*.json} and
 * {@code method/sheets/*.json}, and what tables begin with and are led by, from the other folders ({@link Kit}). A new
 * template is a new file there. Immutable and thread-safe once read.
 */
public final class Method implements Rules {
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_SET = 200;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> PARTIES =
            Set.of("mentee", "mentor", "association", "support", "facilitator", "other");

    private final Map<String, ItemType> types = new HashMap<>();
    private final Map<String, Map<String, ItemType.Field>> fields = new HashMap<>();
    private final Set<String> relations = new HashSet<>();
    private final Bounds bounds = new Bounds(this);
    private final List<SessionTemplate> sessions = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Preset> presets = new ArrayList<>();
    private final List<Benchmark> benchmarks = new ArrayList<>();
    private final List<Release> releases = new ArrayList<>();
    private final Map<Kit, byte[]> json = new EnumMap<>(Kit.class);

    private Method(Path folder, JsonMapper mapper) throws IOException {
        Map<Kit, Map<String, JsonNode>> described = new EnumMap<>(Kit.class);
        for (Kit kit : List.of(Kit.TYPES, Kit.SHEETS)) {
            described.put(kit, Likeness.filled(files(kit.in(folder), mapper)));
        }
        for (Kit kit : described.keySet()) {
            Map<String, JsonNode> files = described.get(kit);
            Likeness.named(files.values(), described.get(Kit.SHEETS).values());
            for (Map.Entry<String, JsonNode> file : files.entrySet()) {
                learn(mapper.treeToValue(file.getValue(), ItemType.class), file.getKey());
            }
            json.put(kit, written(mapper, kit, files.values()));
        }
        types.values().forEach(type -> Sheets.check(type, this));
        for (Kit kit : List.of(Kit.SESSIONS, Kit.BENCHMARKS, Kit.PHASES, Kit.PRESETS, Kit.RELEASES)) {
            Map<String, JsonNode> files = Likeness.filled(files(kit.in(folder), mapper));
            for (Map.Entry<String, JsonNode> file : files.entrySet()) {
                require(file.getKey(), file.getValue().path("name").asText());
                take(kit, file.getValue(), mapper);
            }
            json.put(kit, written(mapper, kit, files.values()));
        }
    }

    private void take(Kit kit, JsonNode file, JsonMapper mapper) throws IOException {
        if (kit == Kit.SESSIONS) {
            sessions.add(mapper.treeToValue(file, SessionTemplate.class));
            sessions.get(sessions.size() - 1).check(this);
        } else if (kit == Kit.BENCHMARKS) {
            benchmarks.add(mapper.treeToValue(file, Benchmark.class));
            benchmarks.get(benchmarks.size() - 1).check(this);
        } else if (kit == Kit.PHASES) {
            phases.add(mapper.treeToValue(file, Phase.class));
            phases.get(phases.size() - 1).check(this);
        } else if (kit == Kit.PRESETS) {
            presets.add(mapper.treeToValue(file, Preset.class));
            presets.get(presets.size() - 1).check(this);
        } else if (kit == Kit.RELEASES) {
            releases.add(mapper.treeToValue(file, Release.class));
            releases.get(releases.size() - 1).check(this);
        }
    }

    private void learn(ItemType type, String file) {
        if (type.part() == null) {
            throw new IllegalStateException("the type " + type.name() + " does not say which part of a table it is");
        }
        if (types.put(type.name(), type) != null) {
            throw new IllegalStateException("two files of the method describe the type " + type.name());
        }
        require(file, type.name());
        Map<String, ItemType.Field> byName = new HashMap<>();
        for (ItemType.Field field : type.fields()) {
            if (field.required() && (field.kind() == Kind.TEXT || field.kind() == Kind.SET)) {
                throw new IllegalStateException("the field " + field.name() + " of " + type.name()
                        + " is required, and only values may be");
            }
            byName.put(field.name(), field);
        }
        fields.put(type.name(), byName);
        type.links().forEach(relation -> relations.add(relation.name()));
    }

    private static void require(String file, String name) {
        if (!file.equals(name + ".json")) {
            throw new IllegalStateException("what " + file + " of the method describes is called otherwise");
        }
    }

    private static byte[] written(JsonMapper mapper, Kit kit, Collection<JsonNode> files) throws IOException {
        return mapper.writeValueAsBytes(mapper.createObjectNode()
                .set(kit == Kit.SHEETS ? Kit.TYPES.word() : kit.word(), mapper.createArrayNode().addAll(files)));
    }

    /** Reads the files that come with the product. */
    public static Method read() {
        URL here = Method.class.getResource("/method/programme.json");
        try {
            URI uri = here.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath("/method"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the method cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads every {@code *.json} of a folder, and of the folder of each {@link Kit} in it, in the order of their names. */
    public static Method read(Path folder) throws IOException {
        JsonMapper mapper = JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        return new Method(folder, mapper);
    }

    private static Map<String, JsonNode> files(Path folder, JsonMapper mapper) throws IOException {
        Map<String, JsonNode> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> names = Files.list(folder)) {
            for (Path file : names.filter(name -> name.toString().endsWith(".json")).toList()) {
                files.put(file.getFileName().toString(), mapper.readTree(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    /** What a folder holds as one JSON document, as the browser reads it: {@code {"types":[…]}}, {@code {"sessions":[…]}}. */
    public byte[] json(Kit kit) {
        return json.get(kit).clone();
    }

    /** Benchmarks to begin with, in the order of their names. */
    public List<Benchmark> benchmarks() {
        return List.copyOf(benchmarks);
    }

    /** Sessions that may be prepared, in the order of their names. */
    public List<SessionTemplate> sessions() {
        return List.copyOf(sessions);
    }

    /** The phases, in their order. */
    public List<Phase> phases() {
        return List.copyOf(phases);
    }

    /** The ways to use the method, in the order of their names. */
    public List<Preset> presets() {
        return List.copyOf(presets);
    }

    /** What may be released, in the order of their names. */
    public List<Release> releases() {
        return List.copyOf(releases);
    }

    /** A kind of release by its name; null when there is none. */
    public Release release(String name) {
        return releases.stream().filter(release -> release.name().equals(name)).findFirst().orElse(null);
    }

    /** A preset by its name; null when there is none. */
    public Preset preset(String name) {
        return presets.stream().filter(preset -> preset.name().equals(name)).findFirst().orElse(null);
    }

    /** Every type there is, in no order. */
    public Collection<ItemType> types() {
        return List.copyOf(types.values());
    }

    /** A type by its name; null when there is none. */
    public ItemType type(String name) {
        return types.get(name);
    }

    /** Which part of a table a type is; null when there is no such type. */
    public String part(String type) {
        ItemType known = types.get(type);
        return known == null ? null : known.part();
    }

    /** Whether items of this type may stand at a table, said by a word of {@code people.Table}. */
    public boolean standsAt(String table, String type) {
        ItemType known = types.get(type);
        return known != null && known.table().equals(table);
    }

    /** Which part of a table a field is, versions in another language included; as its type says when it says none. */
    public String part(String type, String name) {
        int at = name.indexOf('@');
        ItemType.Field field = field(type, at < 0 ? name : name.substring(0, at));
        if (field != null && field.part() != null) {
            return field.part();
        }
        ItemType known = types.get(type);
        return known == null || known.written() == null ? part(type) : known.written();
    }

    /** Which part this value of a field is; that of the field unless it is an answer of a choice that says another. */
    public String part(String type, String name, Object value) {
        ItemType.Field field = field(type, name);
        return field == null ? part(type, name) : field.options().stream()
                .filter(option -> option.value().equals(value) && option.part() != null)
                .map(ItemType.Option::part).findFirst().orElse(part(type, name));
    }

    /** Whether a field says something that somebody chose to say: not the language, nor what a new one begins with. */
    public boolean isSaid(String type, String name, Object value) {
        int at = name.indexOf('@');
        ItemType.Field field = field(type, at < 0 ? name : name.substring(0, at));
        return field != null && field.kind() != Kind.LANGUAGE && !value.equals(field.first());
    }

    /** Whether a table has one of this type at most, made by whoever first needs it. */
    public boolean alone(String type) {
        ItemType known = types.get(type);
        return known != null && known.view() != null && !known.many();
    }

    /** Whether a new item of a type must come with a field, and keeps it. */
    public boolean requires(String type, String name) {
        ItemType.Field field = field(type, name);
        return field != null && field.required();
    }

    /** Whether these fields of a new item hold all that its type requires. */
    public boolean isComplete(String type, Map<String, Object> given) {
        return fields.getOrDefault(type, Map.of()).values().stream()
                .noneMatch(field -> field.required() && isNothing(given.get(field.name())));
    }

    /** Whether a field with this value reads as if it were not there. */
    public static boolean isNothing(Object value) {
        return value == null || value.equals("");
    }

    @Override
    public boolean knows(String type) {
        return types.containsKey(type);
    }

    @Override
    public Kind kind(String type, String name) {
        int at = name.indexOf('@');
        ItemType.Field field = field(type, at < 0 ? name : name.substring(0, at));
        if (field == null || at < 0) {
            return field == null ? null : field.kind();
        }
        if (!field.translatable()) {
            return null;
        }
        String tag = name.substring(at + 1);
        boolean fingerprint = tag.endsWith(":of");
        if (!LANGUAGE.matcher(fingerprint ? tag.substring(0, tag.length() - 3) : tag).matches()) {
            return null;
        }
        return fingerprint ? Kind.LINE : Kind.TEXT;
    }

    @Override
    public int limit(String type, String name) {
        int at = name.indexOf('@');
        ItemType.Field field = field(type, at < 0 ? name : name.substring(0, at));
        return field == null || field.limit() == null ? LONGEST_TEXT : field.limit();
    }

    @Override
    public void check(String type, String name, Object value) throws Refusal {
        Kind kind = kind(type, name);
        if (kind == Kind.FLAG) {
            require(value instanceof Boolean, "invalid_value");
        } else if (kind == Kind.NUMBER) {
            require(value instanceof Long || value instanceof Double d && Double.isFinite(d), "invalid_value");
            checkRange(field(type, name), value);
        } else if (kind == Kind.MOMENT) {
            require(value instanceof Long moment && moment > 0, "invalid_value");
        } else if (kind == Kind.PERSON) {
            require(value instanceof Long person && person > 0 && person <= Integer.MAX_VALUE, "invalid_value");
        } else if (kind == Kind.SET) {
            require(value instanceof List<?>, "invalid_value");
            require(((List<?>) value).size() <= LONGEST_SET, "invalid_value");
            List<ItemType.Option> options = field(type, name).options();
            for (Object member : (List<?>) value) {
                require(member instanceof String, "invalid_value");
                checkLine((String) member, LONGEST_LINE);
                require(options.isEmpty() || options.stream().anyMatch(option -> option.value().equals(member)),
                        "invalid_value");
            }
        } else {
            require(value instanceof String, "invalid_value");
            checkWord(kind, type, name, (String) value);
        }
    }

    private void checkWord(Kind kind, String type, String name, String word) throws Refusal {
        switch (kind) {
            case CHOICE -> require(field(type, name).options().stream().anyMatch(o -> o.value().equals(word)),
                    "invalid_value");
            case DATE -> {
                try {
                    LocalDate.parse(word);
                } catch (DateTimeParseException e) {
                    throw Refusal.invalid("invalid_value");
                }
                require(word.length() == 10, "invalid_value");
            }
            case ITEM -> require(ID.matcher(word).matches(), "invalid_value");
            case PARTY -> require(PARTIES.contains(word), "invalid_party");
            case LANGUAGE -> require(LANGUAGE.matcher(word).matches(), "invalid_language");
            case LINE -> checkLine(word, name.indexOf('@') < 0 ? line(type, name) : 8);
            default -> throw Refusal.invalid("wrong_kind");
        }
    }

    private int line(String type, String name) {
        Integer own = field(type, name).limit();
        return own == null ? LONGEST_LINE : own;
    }

    private static void checkRange(ItemType.Field field, Object number) throws Refusal {
        if (field.least() != null || field.most() != null) {
            require(number instanceof Long whole && (field.least() == null || whole >= field.least())
                    && (field.most() == null || whole <= field.most()), "invalid_value");
        }
    }

    private static void checkLine(String line, int limit) throws Refusal {
        Text.check(line);
        require(line.chars().noneMatch(Character::isISOControl), "invalid_text");
        if (line.codePointCount(0, line.length()) > limit) {
            throw Refusal.tooLarge("too_long");
        }
    }

    private static void require(boolean holds, String reason) throws Refusal {
        if (!holds) {
            throw Refusal.invalid(reason);
        }
    }

    @Override
    public boolean mayContain(String parentType, String type) {
        ItemType child = types.get(type);
        return child != null && child.in().contains(parentType);
    }

    @Override
    public boolean mayLink(String fromType, String relation, String toType) {
        return types.get(fromType).links().stream()
                .anyMatch(link -> link.name().equals(relation) && link.to().contains(toType));
    }

    @Override
    public boolean knowsRelation(String relation) {
        return relations.contains(relation);
    }

    @Override
    public void checkTogether(Board board, List<Edit> done) throws Refusal {
        bounds.checkMost(board, done);
        bounds.checkAlone(board, done);
    }

    private ItemType.Field field(String type, String name) {
        Map<String, ItemType.Field> byName = fields.get(type);
        return byName == null ? null : byName.get(name);
    }
}
