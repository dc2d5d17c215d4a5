package io.ucmbilling.report.download;

import io.ucmbilling.report.download.ColumnChoice.OfferedColumn;
import io.ucmbilling.report.export.ChosenColumns;
import io.ucmbilling.report.export.FileFormat;
import io.ucmbilling.report.export.ReportColumn;
import io.ucmbilling.report.user.ReportUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** {@code /calls/download/columns}: which columns a user's downloads have, and in which order. */
@Controller
final class ColumnsController {
    private final ColumnChoice choices;

    ColumnsController(ColumnChoice choices) {
        this.choices = choices;
    }

    @GetMapping("/calls/download/columns")
    String form(
            ReportUser user,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "false") boolean saved,
            Model model) {
        FileFormat wanted = format(format);
        model.addAttribute("saved", saved);
        return form(wanted, choices.of(user, wanted), model);
    }

    private static String form(FileFormat format, ChosenColumns chosen, Model model) {
        List<OfferedColumn> offered = new ArrayList<>();
        chosen.columns().forEach(column -> offered.add(new OfferedColumn(column, offered.size() + 1)));
        format.columns().stream()
                .filter(column -> !chosen.columns().contains(column))
                .forEach(column -> offered.add(new OfferedColumn(column, 0)));
        model.addAttribute("format", format);
        model.addAttribute("formats", FileFormat.values());
        model.addAttribute("offered", offered);
        return "report/download-columns";
    }

    /**
     * Takes a choice.
     *
     * @param places of each column by its key, a number; empty: it is left out. Of equal numbers the format's order counts
     */
    @PostMapping("/calls/download/columns")
    String choose(ReportUser user, @RequestParam String format, @RequestParam Map<String, String> places, Model model) {
        FileFormat wanted = format(format);
        Map<ReportColumn, Integer> numbers = new LinkedHashMap<>();
        wanted.columns()
                .forEach(column -> place(places.get(column.key())).ifPresent(place -> numbers.put(column, place)));
        List<ReportColumn> chosen = numbers.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .toList();
        if (chosen.isEmpty()) {
            model.addAttribute("error", "columns.none");
            return form(wanted, new ChosenColumns(wanted, List.of()), model);
        }
        choices.choose(user, new ChosenColumns(wanted, chosen));
        return "redirect:/calls/download/columns?saved=true&format=" + wanted.key();
    }

    private static Optional<Integer> place(@Nullable String typed) {
        return typed != null && typed.strip().matches("[1-9][0-9]?")
                ? Optional.of(Integer.valueOf(typed.strip()))
                : Optional.empty();
    }

    private static FileFormat format(String key) {
        return FileFormat.of(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
}
