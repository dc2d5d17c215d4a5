package io.ucmbilling.report.signin;

import io.ucmbilling.report.provider.ProviderSignIn;
import io.ucmbilling.report.signin.ConfiguredUsers.ConfiguredUser;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.UserDirectory;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Users, for what is done in their names while they are not there. */
@Component
final class ConfiguredDirectory implements UserDirectory {
    private final ConfiguredUsers users;
    private final Optional<ProviderSignIn> providers;

    ConfiguredDirectory(ConfiguredUsers users, ObjectProvider<ProviderSignIn> providers) {
        this.users = users;
        this.providers = Optional.ofNullable(providers.getIfAvailable());
    }

    @Override
    public Optional<ReportUser> find(String name) {
        return users.find(name).map(ConfiguredUser::user);
    }

    @Override
    public boolean isProvided(String name) {
        return providers.isPresent() && providers.get().gives(name);
    }
}
