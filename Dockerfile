# The gateway's image, built from the sources. It needs BuildKit, which is Docker's own since version 23:
#
#   docker build -t ucm-billing-gateway .
#   docker build -t ucm-simulator --target simulator .
#
# How to run it: src/docs/docker.md.

ARG JDK=eclipse-temurin:25-jdk
ARG BASE=debian:12-slim


# ---- A Java runtime of the modules that the gateway and the simulator need. ----
FROM ${JDK} AS runtime
# What jdeps finds in all jars (the builder compares), and behind it: zip files as file systems, and jcmd with the flight
# recorder, so that an operator sees into a running gateway. The options are defaults: JAVA_TOOL_OPTIONS is stronger.
# The collector is left to the JVM, which takes the serial one on a single core or below 1792 MB, else G1.
RUN jlink --output /opt/jre --no-header-files --no-man-pages --strip-java-debug-attributes --compress=zip-6 \
      --add-modules java.base,java.compiler,java.desktop,java.instrument,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.sql.rowset,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.httpserver,jdk.crypto.ec,jdk.jcmd,jdk.zipfs \
      --add-options="-XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=50"


# ---- The jars. ----
FROM ${JDK} AS builder
# An ordinary user, as in the image: a PostgreSQL that the training may start refuses root.
RUN echo 'gateway:x:10001:10001::/build/home:/usr/sbin/nologin' >> /etc/passwd && echo 'gateway:x:10001:' >> /etc/group \
 && mkdir -p /build/home /build/gateway /opt/gateway && chown -R 10001:10001 /build /opt/gateway
COPY --from=runtime /opt/jre /opt/jre
USER 10001:10001
ENV HOME=/build/home
WORKDIR /build/gateway
COPY --chown=10001:10001 . .
RUN --mount=type=cache,target=/build/home/.m2,uid=10001,gid=10001 \
    ./mvnw -B --no-transfer-progress -DskipTests package

# The image's layers, from the one that changes least to the one that changes most. Each file gets one time, since the AOT
# cache knows the jars by size and time.
ARG SOURCE_DATE_EPOCH=1767225600
RUN java -Djarmode=tools -jar target/ucm-billing-gateway.jar extract --layers --destination target/layers \
 && cp -r target/layers/*/* /opt/gateway/ \
 && find /opt/gateway target/layers -exec touch --no-dereference --date=@${SOURCE_DATE_EPOCH} {} +

# Nothing may want a module that the runtime lacks.
RUN for jar in /opt/gateway/ucm-billing-gateway.jar target/ucm-simulator.jar; do \
      jdeps -q --print-module-deps --ignore-missing-deps --multi-release 25 --class-path '/opt/gateway/lib/*' $jar; \
    done | tr ',' '\n' | while read -r module; do \
      /opt/jre/bin/java --list-modules | grep -q "^${module}@" \
        || { echo "jlink --add-modules: ${module} is missing, which jdeps finds in the jars"; exit 1; }; \
    done


# ---- The AOT cache, trained with the very runtime and jars that use it. ----
FROM builder AS trained
# The gateway collects simulated UCMs into a PostgreSQL that Maven brings, and every face is asked for a while: CacheTraining.
RUN --mount=type=cache,target=/build/home/.m2,uid=10001,gid=10001 \
    ./mvnw -B -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test.classpath \
 && LC_ALL=C.UTF-8 java -cp "target/test-classes:target/classes:$(cat target/test.classpath)" io.ucmbilling.start.CacheTraining \
      /opt/jre/bin/java /opt/gateway/ucm-billing-gateway.jar /opt/gateway/gateway.aot -XX:+UseSerialGC -Xlog:aot=error


# ---- What both images stand on: the runtime, and a user without rights. ----
FROM ${BASE} AS base
RUN echo 'gateway:x:10001:10001::/var/lib/gateway:/usr/sbin/nologin' >> /etc/passwd && echo 'gateway:x:10001:' >> /etc/group \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/gateway
COPY --from=runtime /opt/jre /opt/jre
# Names of files are UTF-8. Few arenas: threads come and go, and each arena keeps what they freed.
ENV PATH=/opt/jre/bin:/usr/local/bin:/usr/bin:/bin JAVA_HOME=/opt/jre LANG=C.UTF-8 MALLOC_ARENA_MAX=2
USER 10001:10001


# ---- The simulated UCM: docker build --target simulator ----
FROM base AS simulator
LABEL org.opencontainers.image.title="UCM Simulator" \
      org.opencontainers.image.description="A simulated Grandstream UCM: cdrapi, recapi and the newer HTTPS API" \
      org.opencontainers.image.base.name="docker.io/library/debian:12-slim"
COPY --from=builder --chown=0:0 /build/gateway/target/ucm-simulator.jar /opt/simulator/ucm-simulator.jar
WORKDIR /tmp
ENTRYPOINT ["java", "-jar", "/opt/simulator/ucm-simulator.jar"]


# ---- The gateway. ----
FROM base AS gateway
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="UCM Billing Gateway" \
      org.opencontainers.image.description="Collects the call records of a fleet of Grandstream UCMs, keeps them, serves cdrapi again" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/debian:12-slim"
COPY --from=builder --chown=0:0 /build/gateway/target/layers/dependencies/ /opt/gateway/
COPY --from=builder --chown=0:0 /build/gateway/target/layers/snapshot-dependencies/ /opt/gateway/
COPY --from=builder --chown=0:0 /build/gateway/target/layers/application/ /opt/gateway/
COPY --from=trained --chown=0:0 /opt/gateway/gateway.aot /opt/gateway/
# The management port is for whoever can reach the container, and the fleet file may be missing, since every key may come
# from the environment too.
ENV MANAGEMENT_SERVER_ADDRESS=0.0.0.0 SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:/etc/gateway/fleet.yaml
# The working directory is where the recordings are kept. Beside it only /tmp is written to.
WORKDIR /var/lib/gateway
VOLUME /var/lib/gateway
# The REST view, the management port, an export.
EXPOSE 8080 8081 8443
HEALTHCHECK --interval=30s --timeout=10s --start-period=90s --retries=3 \
  CMD ["env", "-u", "JAVA_TOOL_OPTIONS", "java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", \
       "-cp", "/opt/gateway/ucm-billing-gateway.jar", "io.ucmbilling.HealthCheck"]
# The cache speaks up if it is refused as a whole. Of single stubs that it cannot use, nobody needs to know. The JVM does not start if
# the heap it begins with has no room for the objects of the cache, some 10 MB. The cache stays where it was made for: moved to another
# address, as the JVM would, 100 MB of it become the container's own memory instead of the file's, and the start takes longer.
# What the JVM's own code has freed goes back to the system once a minute, and free heap when the gateway asks for it (SpareHeap).
ENTRYPOINT ["java", "-XX:InitialRAMPercentage=20", "-XX:-ShrinkHeapInSteps", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", \
            "-XX:TrimNativeHeapInterval=60000", "-Xlog:aot*=error", "-XX:AOTCache=/opt/gateway/gateway.aot", \
            "-jar", "/opt/gateway/ucm-billing-gateway.jar"]
