package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import io.ucmbilling.testing.Answers;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.pbx.FoundLegs;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A UCM on the loopback interface: serves a {@link Pbx}'s legs over HTTPS by {@code /cdrapi} and by the newer HTTPS API, in
 * the layout of its generation, and goes wrong as its {@link FaultSchedule} say. Serves recordings by {@code /recapi} and the newer
 * API as well; see {@link #recapi}.
 */
public final class SimulatedUcm implements AutoCloseable {
    private final Pbx pbx;
    private final @Nullable Answers answers;
    private final FaultSchedule faults;
    private final Certificates.Identity identity;
    private final Account account;
    private final AuthenticationCheck signIn;
    private final HttpsApi api;
    private final SimulatedRecapi recapi;
    private final AnswerBodies legacyPages;
    private final AnswerBodies apiPages;
    private final RequestLogCounters tally = new RequestLogCounters();
    private final InetAddress address;
    private final TlsServer server;
    private final Clock clock;
    private volatile Supplier<@Nullable HostileAnswer> hostile = () -> null;
    private volatile HttpFilter filter;

    SimulatedUcm(SimulatedUcmBuilder builder) {
        this.pbx = builder.pbx;
        this.answers = builder.answers;
        this.faults = builder.faults;
        this.identity = builder.identity == null ? CommonIdentity.IDENTITY : builder.identity;
        this.clock = builder.clock == null ? pbx.clock() : builder.clock;
        this.account = new Account(builder.username, builder.password, builder.lockAfter);
        this.signIn = new AuthenticationCheck(builder.authentication, account, clock);
        this.recapi = new SimulatedRecapi(clock);
        this.api = new HttpsApi(account, clock, tally, recapi);
        this.legacyPages = new AnswerBodies(pbx, clock, builder.paging, null);
        this.apiPages = new AnswerBodies(pbx, clock, builder.paging, builder.wrapping);
        pbx.ledger().eachShown(leg -> recapi.shelf().put(leg.record()));
        this.filter = builder.filter;
        this.address = builder.address;
        this.server = new TlsServer(
                builder.context == null ? identity.serverContext() : builder.context,
                new InetSocketAddress(builder.address, builder.port),
                this::handle);
    }

    public static SimulatedUcmBuilder over(Pbx pbx) {
        return new SimulatedUcmBuilder(pbx, null);
    }

    /** A stub for benchmarks: whatever it is asked, these answers come, as bytes, without a PBX behind it. */
    public static SimulatedUcmBuilder answering(Answers answers) {
        return new SimulatedUcmBuilder(Pbx.seeded(0).callsPerHour(0).build(), answers);
    }

    /** {@code https://127.0.0.1:port}, or with the address that it listens on, without a path. */
    public URI url() {
        String host = address.getHostAddress();
        return URI.create("https://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port());
    }

    public int port() {
        return server.port();
    }

    public Pbx pbx() {
        return pbx;
    }

    public FaultSchedule faults() {
        return faults;
    }

    /** Its recordings: those that its PBX's legs name, from their hang-up on, and those that a test puts there. */
    public SimulatedRecapi recapi() {
        return recapi;
    }

    /** What was asked so far. */
    public RequestLog asked() {
        return tally.asked();
    }

    /** How many connections it has taken so far. */
    public int connections() {
        return server.taken();
    }

    /** Its self-signed certificate, PEM. */
    public String certificate() {
        return identity.certificatePem();
    }

    /** 64 lower-case hex digits. */
    public String fingerprintSha256() {
        return identity.fingerprint();
    }

    /** Whether so many wrong passwords came that the account is locked, for right ones too. */
    public boolean locked() {
        return account.locked();
    }

    /** Unlocks the account and forgets the wrong passwords. */
    public void unlock() {
        account.unlock();
    }

    /** From now on it pages so. */
    public void paging(Paging paging) {
        legacyPages.paging(paging);
        apiPages.paging(paging);
    }

    /** Every cookie of the newer HTTPS API given so far is refused from now on. */
    public void endSessions() {
        api.endSessions();
    }

    /** From now on only this password is right; cookies stay good. */
    public void password(String password) {
        account.password(password);
    }

    /** From now on it answers everything so; null: as a UCM does. */
    public void answerAll(@Nullable HostileAnswer answer) {
        hostile = () -> answer;
    }

    /** From now on each request is answered as told for it; null: as a UCM does. */
    public void answerEach(Supplier<@Nullable HostileAnswer> answers) {
        hostile = answers;
    }

    /** From now on every request and every answer goes through it. */
    public void filter(HttpFilter filter) {
        this.filter = filter;
    }

    /** Breaks every connection and takes no new one, as when the plug is pulled. */
    public void unplug() {
        server.close();
    }

    /** Listens again, on the same port. */
    public void plugIn() {
        server.reopen();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Making keys takes a while: one for all UCMs of the JVM that are not told theirs. */
    private static final class CommonIdentity {
        static final Certificates.Identity IDENTITY = Certificates.generate("simulated-ucm");
    }

    private void handle(HttpRequest asked, Connection connection) throws IOException {
        tally.requests.incrementAndGet();
        HttpFilter current = filter;
        HttpRequest request = current.request(asked);
        connection.filter(answer -> current.answer(asked, answer));
        HostileAnswer answer = hostile.get();
        if (answer != null) {
            answer.answer(request, connection);
            return;
        }
        switch (request.path()) {
            case "/cdrapi", "//cdrapi" -> cdrapi(request, connection);
            case "/recapi", "//recapi" -> recapi(request, connection);
            case "/api", "//api" -> api.handle(request, connection, (query, to, no) -> serve(query, apiPages, to, no));
            default -> connection.answer(404, "text/html", "<h1>Not Found</h1>\n");
        }
    }

    /** Whether it may come in; else it has been told. */
    private boolean isAdmitted(HttpRequest request, Connection connection) throws IOException {
        AuthenticationCheck.Standing standing = signIn.check(request);
        if (standing != AuthenticationCheck.Standing.ADMITTED) {
            (standing == AuthenticationCheck.Standing.WRONG ? tally.wrongPasswords : tally.unsigned).incrementAndGet();
            unauthorized(connection, standing);
        }
        return standing == AuthenticationCheck.Standing.ADMITTED;
    }

    private void recapi(HttpRequest request, Connection connection) throws IOException {
        if (isAdmitted(request, connection)) {
            recapi.serve(
                    RecapiQuestion.of(request),
                    request,
                    connection,
                    () -> connection.answer(404, "text/html", "<h1>Not Found</h1>\n"));
        }
    }

    private void cdrapi(HttpRequest request, Connection connection) throws IOException {
        if (!isAdmitted(request, connection)) {
            return;
        }
        switch (CdrQuery.parse(request.query(), request.isForm() ? request.text() : null)) {
            case Parsed.Valid(CdrQuery query) ->
                serve(
                        query,
                        legacyPages,
                        connection,
                        () -> unauthorized(connection, AuthenticationCheck.Standing.WRONG));
            case Parsed.Wrong(var format, var reason) -> {
                tally.wrongQueries.incrementAndGet();
                connection.answer(200, format.contentType(), legacyPages.empty(format), "X-Reason: " + reason);
            }
        }
    }

    private void unauthorized(Connection connection, AuthenticationCheck.Standing standing) throws IOException {
        connection.answer(401, "text/html", "<h1>Unauthorized</h1>\n", signIn.challenges(standing));
    }

    private void serve(CdrQuery query, AnswerBodies pages, Connection connection, Misdeed.Refusal unauthorized)
            throws IOException {
        FoundLegs found = answers == null ? pages.find(query) : FoundLegs.NONE;
        Fault fault = faults.strike(one -> Misdeed.canStrike(one, query, found));
        if (fault != null) {
            new Misdeed(faults, pages, connection).commit(fault, query, found, unauthorized);
            return;
        }
        byte[] body = answers == null ? pages.body(query.format(), found) : answers.answer(query);
        tally.pages.incrementAndGet();
        tally.records.addAndGet(found.legs().size());
        if (answers == null && found.isEmpty()) {
            tally.emptyPages.incrementAndGet();
        }
        faults.pageMade(query);
        connection.answer(200, query.format().contentType(), body, "Date: " + date());
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC));
    }
}
