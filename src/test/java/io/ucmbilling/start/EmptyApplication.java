package io.ucmbilling.start;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What a Spring Boot application with web, JPA, Flyway and actuator costs without anything in it: what the gateway's start is beside. */
@SpringBootApplication
public class EmptyApplication {
    /** Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds. */
    void main(String[] args) {
        SpringApplication.run(EmptyApplication.class, args);
    }
}
