package io.ucmbilling.shutdown;

/** Listeners of a replica. */
enum Face {
    REST("server.port"),
    MANAGEMENT("management.server.port"),
    EXPORT("gateway.exports.billing.address");

    /** The setting that has the port. */
    final String setting;

    Face(String setting) {
        this.setting = setting;
    }

    /** Returns the setting for that port, as an argument. */
    String argument(int port) {
        return "--" + setting + "=" + (this == EXPORT ? "127.0.0.1:" : "") + port;
    }
}
