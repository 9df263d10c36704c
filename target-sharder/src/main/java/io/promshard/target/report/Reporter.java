package io.promshard.target.report;

import io.promshard.target.model.Collector;

/** Asks collectors what they scrape. Thread-safe; blocks. */
public interface Reporter {

    /**
     * Asks a collector for all its targets.
     *
     * @param samples whether to ask for the samples of each target, too
     * @throws ReportException if it cannot be asked, or its answer cannot be understood as a whole
     */
    CollectorReport ask(Collector collector, boolean samples) throws ReportException, InterruptedException;
}
