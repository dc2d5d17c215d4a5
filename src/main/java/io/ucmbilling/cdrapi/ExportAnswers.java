package io.ucmbilling.cdrapi;

import io.ucmbilling.cdrapi.api.ApiAnswers;
import io.ucmbilling.cdrapi.page.CdrapiAnswers;
import io.ucmbilling.cdrapi.recapi.RecapiAnswers;

/** All that an export answers, the same for every export. */
record ExportAnswers(CdrapiAnswers cdrapi, RecapiAnswers recapi, ApiAnswers api) {}
