package io.ucmbilling.simulator.fleet;

import io.ucmbilling.testing.pbx.Pbx;

/** What a gateway's configuration needs of a fleet: {@code gateway.sites}, as YAML. */
public final class FleetFile {
    private FleetFile() {}

    /** A site for each UCM, trusted by the certificate that it shows. */
    public static String of(SimulatedFleet fleet) {
        StringBuilder yaml = new StringBuilder("gateway:\n  sites:\n");
        for (FleetMember member : fleet.members()) {
            Pbx pbx = member.ucm().pbx();
            yaml.append("    ").append(member.name()).append(":\n");
            line(yaml, "url", member.ucm().url().toString());
            line(yaml, "api", member.wayIn() == WayIn.HTTPS_API ? "HTTPS" : "LEGACY");
            if (member.wayIn() != WayIn.NONE) {
                line(yaml, "username", quoted(fleet.plan().account().username()));
                line(yaml, "password", quoted(fleet.plan().account().password()));
            }
            line(yaml, "time-zone", pbx.zone().getId());
            line(yaml, "model", pbx.model());
            line(yaml, "tls", "{ trust: pinned, fingerprint-sha256: \"" + fleet.fingerprintSha256() + "\" }");
        }
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("      ").append(key).append(": ").append(value).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
