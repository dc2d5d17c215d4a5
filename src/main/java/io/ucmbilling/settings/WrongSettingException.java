package io.ucmbilling.settings;

/** Refusal of a setting, which stops the start. The message is one sentence for the operator, without a secret. */
public final class WrongSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param key the whole key, such as {@code gateway.sites.branch-a.url}
     * @param found the value as found; for a secret or a file's content a description of it
     * @param expected what is accepted, with an example if that helps
     */
    public WrongSettingException(String key, String found, String expected) {
        super(key + ": found " + found + ", expected " + expected);
    }

    public WrongSettingException(String key, String found, String expected, Throwable cause) {
        super(key + ": found " + found + ", expected " + expected, cause);
    }
}
