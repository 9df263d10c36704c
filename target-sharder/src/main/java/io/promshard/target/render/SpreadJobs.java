package io.promshard.target.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs that are spread.
 *
 * @param names what each is called in the group, in files and in URLs, by its {@code job_name}
 */
record SpreadJobs(List<ScrapeJob> jobs, Map<String, String> names) {

    private static final int LONGEST_NAME = 120;

    static SpreadJobs of(PrometheusFile file, RenderOptions options) throws RenderException {
        List<String> known = file.jobs().stream().map(ScrapeJob::name).toList();
        List<String> asked = new ArrayList<>(options.jobs());
        asked.addAll(options.leave());
        for (String job : asked) {
            if (!known.contains(job)) {
                throw new RenderException("there is no job " + job + " in " + options.config() + ", but " + known);
            }
        }
        List<ScrapeJob> jobs = file.jobs().stream()
                .filter(job -> options.jobs().isEmpty() || options.jobs().contains(job.name()))
                .filter(job -> !options.leave().contains(job.name()))
                .filter(ScrapeJob::hasTargets)
                .toList();
        if (jobs.isEmpty()) {
            throw new RenderException("there is no job to spread in " + options.config());
        }
        return new SpreadJobs(jobs, names(jobs));
    }

    private static Map<String, String> names(List<ScrapeJob> jobs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (ScrapeJob job : jobs) {
            String fit = fit(job.name());
            String name = fit;
            for (int i = 2; names.containsValue(name); i++) {
                name = fit + '_' + i;
            }
            names.put(job.name(), name);
        }
        return names;
    }

    /** Part of a file's name and of a URL. */
    private static String fit(String job) {
        String fit = job.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^[.-]", "_");
        return fit.substring(0, Math.min(fit.length(), LONGEST_NAME));
    }
}
