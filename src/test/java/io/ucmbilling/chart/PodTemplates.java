package io.ucmbilling.chart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The pods that a rendering would make. */
final class PodTemplates {
    private PodTemplates() {}

    static PodTemplateSpec gateway(Rendering rendering) {
        return rendering.one(Deployment.class).getSpec().getTemplate();
    }

    static PodTemplateSpec migration(Rendering rendering) {
        return rendering.one(Job.class).getSpec().getTemplate();
    }

    static List<PodTemplateSpec> all(Rendering rendering) {
        return Stream.of(
                        rendering.all(Deployment.class).stream()
                                .map(deployment -> deployment.getSpec().getTemplate()),
                        rendering.all(Job.class).stream()
                                .map(job -> job.getSpec().getTemplate()),
                        rendering.all(Pod.class).stream()
                                .map(pod -> new PodTemplateSpec(pod.getMetadata(), pod.getSpec())))
                .flatMap(pods -> pods)
                .toList();
    }

    /** Returns the containers of a pod, those that run before the others first. */
    static List<Container> containers(PodTemplateSpec pod) {
        return Stream.of(pod.getSpec().getInitContainers(), pod.getSpec().getContainers())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    static Container gatewayContainer(Rendering rendering) {
        return gateway(rendering).getSpec().getContainers().getFirst();
    }

    /** Returns the value of a variable of the gateway's container. */
    static String variable(Rendering rendering, String name) {
        return gatewayContainer(rendering).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name))
                .getValue();
    }
}
