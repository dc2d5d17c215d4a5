package io.ucmbilling.contract;

/** One place of a page: a record, or a text that is none. */
public sealed interface PageEntry permits CdrRecord, UnreadableEntry {}
