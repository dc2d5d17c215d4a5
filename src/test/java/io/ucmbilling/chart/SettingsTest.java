package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the values mean to the gateway: its environment and its folder. */
class SettingsTest {

    @Test
    void tellTheDatabase() {
        assertThat(PodTemplates.variable(Rendering.of("database: { host: db.example }"), "SPRING_DATASOURCE_URL"))
                .isEqualTo("jdbc:postgresql://db.example:5432/gateway");
        assertThat(PodTemplates.variable(Rendering.sample("full"), "SPRING_DATASOURCE_URL"))
                .isEqualTo("jdbc:postgresql://[2001:db8::5]:5433/calls?sslmode=verify-full"
                        + "&sslrootcert=%2Fetc%2Fgateway%2Ffiles%2Fdatabase-ca%2Fca.crt");
    }

    @Test
    void areReplacedByTheOperatorsOwnVariables() {
        Rendering rendering =
                Rendering.of("env: { MANAGEMENT_SERVER_ADDRESS: '::', A_NUMBER: 10000000, A_FLAG: true }");

        assertThat(PodTemplates.variable(rendering, "MANAGEMENT_SERVER_ADDRESS"))
                .isEqualTo("::");
        assertThat(PodTemplates.variable(rendering, "A_NUMBER")).isEqualTo("10000000");
        assertThat(PodTemplates.variable(rendering, "A_FLAG")).isEqualTo("true");
    }

    @Test
    void nameTheProxiesThatAreBelieved() {
        Rendering full = Rendering.sample("full");

        assertThat(PodTemplates.variable(full, "SERVER_FORWARD_HEADERS_STRATEGY"))
                .isEqualTo("NATIVE");
        assertThat(PodTemplates.variable(full, "SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES"))
                .isEqualTo("10.42.0.0/16,2001:db8:42::/48");
        assertThat(PodTemplates.gatewayContainer(Rendering.of("")).getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("SERVER_FORWARD_HEADERS_STRATEGY");
    }

    @Test
    void importWhatTheOperatorImportsAndTheSecrets() {
        assertThat(fleet("config: { spring: { config: { import: 'file:/fleet/fleet.yaml' } } }"))
                .contains("- file:/fleet/fleet.yaml", "- configtree:/etc/gateway/secrets/more/");
        assertThat(fleet("config: { spring: { config: null } }")).contains("- configtree:/etc/gateway/secrets/more/");
    }

    private static String fleet(String config) {
        return Objects.requireNonNull(Rendering.of(config + "\nsecretSettings: { existingSecrets: [more] }")
                .named(ConfigMap.class, "gateway-ucm-billing-gateway")
                .getData()
                .get("fleet.yaml"));
    }

    @Test
    void giveTheCacheAFolderOfItsKind() {
        assertThat(recordings(Rendering.of("")).getEmptyDir().getSizeLimit().toString())
                .isEqualTo("12Gi");
        assertThat(recordings(Rendering.sample("trial"))
                        .getEphemeral()
                        .getVolumeClaimTemplate()
                        .getSpec()
                        .getAccessModes())
                .containsExactly("ReadWriteOnce");
        Rendering full = Rendering.sample("full");
        PersistentVolumeClaim claim = full.one(PersistentVolumeClaim.class);
        assertThat(recordings(full).getPersistentVolumeClaim().getClaimName())
                .isEqualTo(claim.getMetadata().getName());
        assertThat(claim.getMetadata().getAnnotations()).containsEntry("helm.sh/resource-policy", "keep");
    }

    /** The gateway makes the folder itself, for its own user alone, so the volume lies above it. */
    @Test
    void mountTheVolumeAboveTheFolder() {
        Rendering rendering = Rendering.of("gateway: { recordings: { directory: /data/recordings } }");

        assertThat(PodTemplates.gatewayContainer(rendering).getVolumeMounts())
                .anyMatch(mount -> mount.getName().equals("recordings")
                        && mount.getMountPath().equals("/data"));
    }

    private static Volume recordings(Rendering rendering) {
        return PodTemplates.gateway(rendering).getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals("recordings"))
                .findFirst()
                .orElseThrow();
    }
}
