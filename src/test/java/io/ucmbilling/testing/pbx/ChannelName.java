package io.ucmbilling.testing.pbx;

/**
 * One end of a leg as Asterisk names it.
 *
 * @param name such as {@code SIP/1031-0000004a}
 * @param ext what stands in channel_ext
 * @param service s for SIP, p for an analog line
 * @param trunkName empty for what is no trunk
 */
record ChannelName(String name, String ext, String service, String trunkName) {
    boolean isTrunk() {
        return !trunkName.isEmpty();
    }
}
