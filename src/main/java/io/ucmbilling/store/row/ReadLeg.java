package io.ucmbilling.store.row;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;

/** A leg about to be kept: the record as given, and how it reads. */
public record ReadLeg(CdrRecord raw, Leg leg) {}
