package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.store.row.BilledLeg;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.binary.StringUtils;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Call of a batch, ready to be written.
 *
 * @param commit the latest of the storing transactions whose legs it shows
 * @param digest of all that is shown of the call and its legs, raw fields included
 * @param recordings names of all that ever had a number, number 1 first
 */
record MadeCall(UUID id, CallKey key, Call call, long commit, long digest, List<String> recordings) {

    static MadeCall of(UUID id, CallKey key, List<BilledLeg> legs, PbxSettings settings, List<String> numbered) {
        Call call = CallAssembly.of(legs, settings, numbered);
        List<String> names = new ArrayList<>(numbered);
        call.recordings().stream()
                .filter(recording -> recording.number() > numbered.size())
                .map(CallRecording::name)
                .forEach(names::add);
        long commit = legs.stream().mapToLong(BilledLeg::commit).max().orElse(0);
        return new MadeCall(id, key, call, commit, digest(call, legs), names);
    }

    /** A leg's own digest covers its reading and its record. */
    private static long digest(Call call, List<BilledLeg> legs) {
        byte[] text = StringUtils.getBytesUtf8(call.toString());
        ByteBuffer bytes = ByteBuffer.allocate(text.length + 8 * legs.size()).put(text);
        CallAssembly.inOrder(legs).forEach(leg -> bytes.putLong(leg.digest()));
        return ByteBuffer.wrap(DigestUtils.sha256(bytes.array())).getLong();
    }
}
