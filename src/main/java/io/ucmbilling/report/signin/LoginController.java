package io.ucmbilling.report.signin;

import io.ucmbilling.report.provider.ProviderSignIn;
import io.ucmbilling.report.user.ReportUserResolver;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /login}, and where the pages begin. */
@Controller
class LoginController {
    private final boolean byPassword;
    private final SortedMap<String, String> providers;

    LoginController(ConfiguredUsers users, ObjectProvider<ProviderSignIn> providers) {
        this.byPassword = !users.isEmpty();
        ProviderSignIn found = providers.getIfAvailable();
        this.providers = found == null ? new TreeMap<>() : found.names();
    }

    @GetMapping("/")
    String home() {
        return "redirect:/calls";
    }

    @GetMapping("/login")
    String login(Model model) {
        if (ReportUserResolver.current() != null) {
            return home();
        }
        model.addAllAttributes(Map.of("byPassword", byPassword, "providers", providers));
        return "report/login";
    }
}
