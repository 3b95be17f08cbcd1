package org.tavolo.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;

/** Frames and messages, right and wrong; in these tests ' stands for ", B, C and I for ids. */
class EnvelopeTest {
    private static final String B = "019a0000-0000-7000-8000-00000000b001";
    private static final String C = "019a0000-0000-7000-8000-00000000c001";
    private static final String I = "019a0000-0000-7000-8000-000000000010";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}|invalid/invalid_type",
        "{'type':1}|invalid/invalid_type",
        "{'type':{}}|invalid/invalid_type",
        "{'type':'zzz'}|invalid/invalid_type",
        "{'type':'publish','address':'board.B','body':{}}|denied/forbidden",
        "{'type':'send','body':{}}|invalid/invalid_address",
        "{'type':'send','address':1,'body':{}}|invalid/invalid_address",
        "{'type':'send','address':{},'body':{}}|invalid/invalid_address",
        "{'type':'send','address':'','body':{}}|invalid/invalid_address",
        "{'type':'send','address':'db.query','body':{}}|denied/forbidden",
        "{'type':'send','address':'__vertx.reply.1','body':{}}|denied/forbidden",
        "{'type':'send','address':'board.B','body':{}}|denied/forbidden",
        "{'type':'send','address':'tavolo'}|invalid/invalid_envelope",
        "{'type':'send','address':'tavolo','body':[]}|invalid/invalid_envelope",
        "{'type':'send','address':'tavolo','body':{}}|invalid/invalid_type",
        "{'type':'send','address':'tavolo','body':{'type':'welcome'}}|invalid/invalid_type",
        "{'type':'send','address':'tavolo','replyAddress':'x','body':{}}|invalid/invalid_envelope",
        "{'type':'send','address':'tavolo','headers':{},'body':{}}|invalid/invalid_envelope",
        "{'type':'ping','x':1}|invalid/unknown_member",
        "{'type':'register','address':'board.'}|denied/forbidden",
        "{'type':'register','address':'you'}|denied/forbidden",
        "{'type':'register','address':'board.019A0000-0000-7000-8000-00000000B001'}|denied/forbidden",
        "{'type':'register','address':'__vertx.reply.1'}|denied/forbidden"})
    void aWrongFrameIsRefused(String frame, String refusal) {
        assertRefused(refusal, frame);
    }

    @Test
    void anAddressOf300CharactersIsInvalid() {
        assertRefused("invalid/invalid_address", "{'type':'register','address':'" + "x".repeat(300) + "'}");
    }

    @Test
    void topicsArePingedRegisteredAndUnregistered() throws Refusal {
        Envelope.Topic board = new Envelope.Topic(false, UUID.fromString(B));
        assertEquals(new Envelope.Ping(), read("{'type':'ping'}"));
        assertEquals(new Envelope.Register(board), read("{'type':'register','address':'board.B'}"));
        assertEquals(new Envelope.Unregister(new Envelope.Topic(true, board.board())),
                read("{'type':'unregister','address':'presence.B'}"));
        assertEquals("board." + B, board.address());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'type':'hello','v':0,'board':'B','client':'C','rev':null,'generation':null}|upgrade/unsupported_version",
        "{'type':'hello','v':999,'board':'B','client':'C','rev':null,'generation':null}|upgrade/unsupported_version",
        "{'type':'hello','v':'x','board':'B','client':'C','rev':null,'generation':null}|upgrade/unsupported_version",
        "{'type':'hello','board':'B','client':'C','rev':null,'generation':null}|upgrade/unsupported_version",
        "{'type':'hello','v':1,'board':'x','client':'C','rev':null,'generation':null}|invalid/not_found",
        "{'type':'hello','v':1,'board':'B','client':1,'rev':null,'generation':null}|invalid/invalid_op_id",
        "{'type':'hello','v':1,'board':'B','client':'C','rev':-1,'generation':1}|invalid/invalid_seq",
        "{'type':'hello','v':1,'board':'B','client':'C','rev':9007199254740992,'generation':1}|invalid/invalid_seq",
        "{'type':'hello','v':1,'board':'B','client':'C','rev':'1','generation':1}|invalid/invalid_seq",
        "{'type':'hello','v':1,'board':'B','client':'C','rev':1.5,'generation':1}|invalid/invalid_seq",
        "{'type':'hello','v':1,'board':'B','client':'C','rev':1,'generation':1,'role':'x'}|invalid/unknown_member",
        "{'type':'submit','board':'B','client':'C','base':1,'edits':[]}|invalid/invalid_op_id",
        "{'type':'submit','board':'B','client':'C','n':0,'base':1,'edits':[]}|invalid/invalid_op_id",
        "{'type':'submit','board':'B','client':'x','n':1,'base':1,'edits':[]}|invalid/invalid_op_id",
        "{'type':'presence','board':'B','client':'C','item':1}|invalid/invalid_value",
        "{'type':'presence','board':'B','client':'C','caret':[1]}|invalid/invalid_value",
        "{'type':'presence','board':'B','client':'C','caret':[-1,2]}|invalid/invalid_value",
        "{'type':'presence','board':'B','client':'C','name':'x'}|invalid/unknown_member"})
    void aWrongMessageIsRefused(String body, String refusal) {
        assertRefused(refusal, "{'type':'send','address':'tavolo','body':" + body + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1|invalid/invalid_op at 0",
        "{}|invalid/invalid_op at 0",
        "{'e':'zzz','item':'I'}|invalid/invalid_op at 0",
        "{'e':'delete'}|invalid/not_found at 0",
        "{'e':'delete','item':'i'}|invalid/not_found at 0",
        "{'e':'delete','item':'I','noop':true}|invalid/unknown_member at 0",
        "{'e':'delete','item':'I','by':7}|invalid/unknown_member at 0",
        "{'e':'create','item':'x','type':'action','parent':null}|invalid/invalid_value at 0",
        "{'e':'create','item':'I','type':1,'parent':null}|invalid/unknown_type at 0",
        "{'e':'create','item':'I','type':'action'}|invalid/wrong_parent at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'pos':'V'}|invalid/unknown_member at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'at':1e308}|invalid/invalid_position at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'at':'here'}|invalid/invalid_position at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'at':{'after':'I','before':'I'}}|invalid/unknown_member at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'at':{}}|invalid/invalid_position at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'fields':[]}|invalid/invalid_value at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'fields':{'a':{}}}|invalid/invalid_value at 0",
        "{'e':'create','item':'I','type':'action','parent':null,'fields':{'a':[1]}}|invalid/invalid_value at 0",
        "{'e':'set','item':'I','field':'state'}|invalid/invalid_value at 0",
        "{'e':'set','item':'I','field':'state','value':[]}|invalid/invalid_value at 0",
        "{'e':'set','item':'I','field':'state','value':'x','was':'y'}|invalid/unknown_member at 0",
        "{'e':'set','item':'I','field':'state','value':'x','add':[]}|invalid/unknown_member at 0",
        "{'e':'set','item':'I','field':'state','add':'x'}|invalid/invalid_value at 0",
        "{'e':'set','item':'I','value':'x'}|invalid/unknown_field at 0",
        "{'e':'type','item':'I','field':'actions'}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':[-1]}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':[0]}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':[1.5]}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':['']}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':[{'d':0}]}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':[{'d':1,'x':1}]}|invalid/invalid_op at 0",
        "{'e':'type','item':'I','field':'actions','op':[{'d':4294967297}]}|invalid/invalid_op at 0",
        "{'e':'link','item':'I','to':'I'}|invalid/unknown_relation at 0",
        "{'e':'link','item':'I','rel':'answers'}|invalid/not_found at 0",
        "{'e':'move','item':'I','parent':'x'}|invalid/wrong_parent at 0"})
    void aWrongEditIsRefusedWithItsIndex(String edit, String refusal) throws Refusal {
        assertEquals(refusal, faultOf("'base':1,'edits':[" + edit + "]"));
        assertEquals(refusal.replace("at 0", "at 1"),
                faultOf("'base':1,'edits':[{'e':'delete','item':'I'}," + edit + "]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'edits':[{'e':'delete','item':'I'}]|invalid/invalid_seq",
        "'base':-1,'edits':[{'e':'delete','item':'I'}]|invalid/invalid_seq",
        "'base':'1','edits':[{'e':'delete','item':'I'}]|invalid/invalid_seq",
        "'base':1|invalid/invalid_envelope",
        "'base':1,'edits':[]|invalid/invalid_envelope",
        "'base':1,'edits':{}|invalid/invalid_envelope",
        "'base':1,'seq':1,'edits':[{'e':'delete','item':'I'}]|invalid/unknown_member",
        "'base':1,'by':1,'edits':[{'e':'delete','item':'I'}]|invalid/unknown_member"})
    void aWrongSubmissionNamesClientAndNumberInItsRefusal(String rest, String refusal) throws Refusal {
        assertEquals(refusal, faultOf(rest));
    }

    @Test
    void aSubmissionHoldsAtMost2000Edits() throws Refusal {
        String edit = "{'e':'delete','item':'I'}";
        assertEquals(2_000, submit("'base':1,'edits':[" + (edit + ",").repeat(1_999) + edit + "]")
                .submission(7).edits().size());
        assertEquals("too_large/too_many_edits",
                faultOf("'base':1,'edits':[" + (edit + ",").repeat(2_000) + edit + "]"));
    }

    @Test
    void aMissingPlaceIsTheLast() throws Refusal {
        Edit edit = submit("'base':1,'edits':[{'e':'move','item':'I','parent':null}]").submission(7).edits().get(0);
        assertEquals(Place.LAST, assertInstanceOf(Edit.Move.class, edit).place());
    }

    private static Message.Submit submit(String rest) throws Refusal {
        Envelope.Send send = (Envelope.Send) read("{'type':'send','address':'tavolo','body':"
                + "{'type':'submit','board':'B','client':'C','n':3," + rest + "}}");
        Message.Submit submit = assertInstanceOf(Message.Submit.class, send.message());
        assertEquals(3, submit.n());
        assertEquals(UUID.fromString(C), submit.client());
        return submit;
    }

    private static String faultOf(String rest) throws Refusal {
        Message.Submit submit = submit(rest);
        return assertThrows(Refusal.class, () -> submit.submission(7)).getMessage();
    }

    private static void assertRefused(String refusal, String frame) {
        assertEquals(refusal, assertThrows(Refusal.class, () -> read(frame)).getMessage());
    }

    private static Envelope read(String frame) throws Refusal {
        return Envelope.read(frame.replace('\'', '"').replace("\"B\"", '"' + B + '"').replace("\"C\"", '"' + C + '"')
                .replace("\"I\"", '"' + I + '"').replace(".B\"", '.' + B + '"'));
    }
}
