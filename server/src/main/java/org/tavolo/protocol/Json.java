package org.tavolo.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Refusal;

/**
 * Strict reading of JSON that strangers wrote, into plain values: {@code Map}, {@code List}, {@code String},
 * {@code Boolean}, {@code Long} (whole numbers of at most 2^53 - 1), {@code Double} (all others) and null. UTF-8
 * without a mark at its front, nothing after the value, no name twice in an object, at most 32 levels, 5,000 elements
 * an array, 1,000 members an object, 100 characters a name, 40 a number, 100,000 a string. Every string is
 * well-formed and without U+0000. How long the whole may be is the caller's limit. All methods are thread-safe.
 */
public final class Json {
    /** The greatest whole number that every client reads back the same. */
    public static final long GREATEST_WHOLE = (1L << 53) - 1;

    private static final int DEPTH = 32;
    private static final int ELEMENTS = 5_000;
    private static final int MEMBERS = 1_000;
    private static final int NAME = 100;
    private static final int NUMBER = 40;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(100_000)
                    .maxNameLength(1_000)
                    // Depth and the length of numbers are counted here, so that each has its own reason.
                    .maxNestingDepth(DEPTH + 2)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            // A table of names shared by all would be a stranger's to fill.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {
    }

    /** Reads one value. @throws Refusal {@code invalid_json} and the reasons of the limits */
    public static Object read(byte[] utf8) throws Refusal {
        try {
            return read(StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("invalid_json");
        }
    }

    /** Reads one value, see {@link #read(byte[])}. */
    public static Object read(String text) throws Refusal {
        return read(text, true);
    }

    /** Reads what this server wrote: as strictly, but with any number of elements and members. */
    static Object stored(String text) throws Refusal {
        return read(text, false);
    }

    private static Object read(String text, boolean limited) throws Refusal {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (text.startsWith("\uFEFF") || parser.nextToken() == null) {
                throw Refusal.invalid("invalid_json");
            }
            Object value = value(parser, 0, limited);
            if (parser.nextToken() != null) {
                throw Refusal.invalid("invalid_json");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw Refusal.tooLarge("too_large");
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("invalid_json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one object. @throws Refusal also {@code invalid_json} when it is no object */
    public static Members members(byte[] utf8) throws Refusal {
        return Members.of(read(utf8), "invalid_json");
    }

    /** Reads one object, see {@link #members(byte[])}. */
    public static Members members(String text) throws Refusal {
        return Members.of(read(text), "invalid_json");
    }

    /** Writes a value made of the kinds that {@link #read} gives (any {@code Number}, any {@code Iterable}). */
    public static byte[] write(Object value) {
        return text(out -> write(out, value)).getBytes(StandardCharsets.UTF_8);
    }

    static void write(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.writeFieldName((String) member.getKey());
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString());
        }
    }

    /** What a writer writes, as text. */
    static String text(Writing writing) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Something that can write itself. */
    interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static Object value(JsonParser parser, int depth, boolean limited) throws IOException, Refusal {
        switch (parser.currentToken()) {
            case START_OBJECT:
                return object(parser, depth + 1, limited);
            case START_ARRAY:
                return array(parser, depth + 1, limited);
            case VALUE_STRING:
                return string(parser.getText());
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return number(parser);
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            default:
                throw Refusal.invalid("invalid_json");
        }
    }

    private static Map<String, Object> object(JsonParser parser, int depth, boolean limited) throws IOException, Refusal {
        checkDepth(depth);
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = string(parser.currentName());
            if (name.length() > NAME || limited && object.size() == MEMBERS) {
                throw Refusal.tooLarge("too_large");
            }
            if (object.containsKey(name)) {
                throw Refusal.invalid("invalid_json");
            }
            parser.nextToken();
            object.put(name, value(parser, depth, limited));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser, int depth, boolean limited) throws IOException, Refusal {
        checkDepth(depth);
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (limited && array.size() == ELEMENTS) {
                throw Refusal.tooLarge("too_large");
            }
            array.add(value(parser, depth, limited));
        }
        return array;
    }

    private static void checkDepth(int depth) throws Refusal {
        if (depth > DEPTH) {
            throw Refusal.invalid("too_deep");
        }
    }

    private static Number number(JsonParser parser) throws IOException, Refusal {
        if (parser.getTextLength() > NUMBER) {
            throw Refusal.invalid("invalid_number");
        }
        double number = Double.parseDouble(parser.getText());
        if (Double.isInfinite(number)) {
            throw Refusal.invalid("invalid_number");
        }
        if (number == Math.rint(number) && Math.abs(number) <= GREATEST_WHOLE) {
            return (long) number;
        }
        return number;
    }

    private static String string(String text) throws Refusal {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw Refusal.invalid("invalid_text");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, ++i < text.length() ? text.charAt(i) : 0)) {
                    throw Refusal.invalid("invalid_text");
                }
            }
        }
        return text;
    }
}
