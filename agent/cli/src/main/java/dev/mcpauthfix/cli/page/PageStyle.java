package dev.mcpauthfix.cli.page;

/**
 * The style sheet that our pages share. One colour for what is wrong, one for what takes a lenient client; all else is ink. Every text
 * has a contrast of 4.5 or more on its ground (WCAG 2.2, AA), in both schemes.
 */
public final class PageStyle {

    private static final String COMMON = """

            :root {
              color-scheme: light dark;
              --paper: #ffffff; --ink: #16191d; --soft: #59626d; --rule: #d9dde2; --grid: #e8ebee; --shade: #f3f4f6;
              --lenient: #0b5cc4; --strict: #59626d; --alarm: #ad2f0b; --alarm-shade: #fdf3ef;
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --paper: #121417; --ink: #e7e9ec; --soft: #9ba4af; --rule: #30363d; --grid: #23282e; --shade: #1a1e22;
                --lenient: #6cb0ff; --strict: #9ba4af; --alarm: #ff9a76; --alarm-shade: #2a1b15;
              }
            }
            * { box-sizing: border-box; }
            html { background: var(--paper); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
            body {
              margin: 0 auto; max-width: 68rem; padding: 3rem 2rem 5rem; background: var(--paper); color: var(--ink);
              font: .9375rem/1.5 Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans",
                "Liberation Sans", Arial, sans-serif;
              font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
            }
            h1, h2, h3, p, ul, ol, dl, dd, pre, table, figure { margin: 0; padding: 0; }
            p, li { text-wrap: pretty; }
            .kind { color: var(--soft); font-size: 0.812rem; }
            h1 { margin: .5rem 0 0; max-width: 46rem; font-size: 1.688rem; font-weight: 640; line-height: 1.28; letter-spacing: -.012em; text-wrap: balance; }
            section { margin-top: 2.75rem; padding-top: 1rem; border-top: 1px solid var(--ink); }
            h2 { font-size: 1.125rem; font-weight: 640; line-height: 1.35; letter-spacing: -.006em; }
            h3 { margin-top: 2.25rem; font-size: 0.938rem; font-weight: 640; }
            .lead { max-width: 50rem; margin-top: .25rem; }
            .note { max-width: 44rem; margin-top: .6rem; color: var(--soft); font-size: 0.812rem; }
            .note + .note { margin-top: .3rem; }
            .soft, small { color: var(--soft); }
            small { font-size: 0.75rem; }
            .lenient-ink { color: var(--lenient); }
            .alarm { color: var(--alarm); font-weight: 600; }
            .warning {
              max-width: 46rem; margin-top: 1rem; padding: .7rem 1rem; border: 1px solid var(--alarm); border-left-width: 4px;
              background: var(--alarm-shade);
            }
            .unseen {
              position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
            }

            .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: 1.1rem 2rem; margin-top: 1rem; }
            .facts dt { color: var(--soft); font-size: 0.812rem; }
            .facts dd { font-weight: 600; line-height: 1.35; }
            .facts small { display: block; font-weight: 400; }
            .plain { margin-top: .6rem; padding-left: 1.1rem; max-width: 44rem; }
            .plain li { margin-top: .25rem; }

            table { width: 100%; margin-top: 1rem; border-collapse: collapse; table-layout: fixed; }
            th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: middle; font-weight: 400; }
            th:last-child, td:last-child { padding-right: 0; }
            thead th { color: var(--soft); font-size: 0.812rem; line-height: 1.3; vertical-align: bottom; border-bottom: 1px solid var(--rule); }
            tbody tr { border-bottom: 1px solid var(--grid); }
            tbody tr:last-child { border-bottom-color: var(--rule); }
            th.name { width: 27%; }
            th.figure, td.figure { width: 6.5rem; padding-right: 0; padding-left: .5rem; text-align: right; }
            td.figure { white-space: nowrap; }
            td.figure small, small.below { display: block; line-height: 1.25; }
            th.words, td.words { width: auto; }
            th.moment, td.moment { width: 11rem; }
            .server { font-size: 0.844rem; line-height: 1.35; }
            .server.long { font-size: 0.72rem; line-height: 1.3; }

            pre {
              max-width: 54rem; margin-top: .6rem; padding: .7rem .9rem; border: 1px solid var(--rule); background: var(--shade);
              font: .781rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; white-space: pre-wrap;
              user-select: all; -webkit-user-select: all;
            }
            footer { margin-top: 3.5rem; color: var(--soft); font-size: 0.781rem; }
            """;

    private static final String NARROW = """
              body { padding: 1.5rem 1rem 3rem; }
              h1 { font-size: 1.375rem; }
              section { margin-top: 2.5rem; }
              .facts { grid-template-columns: 1fr 1fr; gap: .9rem 1.25rem; }
            """;

    private static final String PRINT = """
              @page { size: A4; margin: 12mm; }
              :root { color-scheme: light; --soft: #454c55; --rule: #a9afb6; --grid: #d5d9dd; --shade: #eeeff1; --strict: #454c55; }
              html { font-size: 12.5px; }
              body { max-width: none; padding: 0; }
              section { margin-top: 2rem; padding-top: .7rem; }
              h1, h2, h3, .lead { break-after: avoid; }
              table, tr, svg, .warning, .facts { break-inside: avoid; }
              thead { display: table-header-group; }
              .lead, .note, .warning, .plain, pre { max-width: none; }
              p, li, pre { orphans: 3; widows: 3; }
              pre { break-inside: avoid; }
              .warning { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            """;

    private PageStyle() {}

    /**
     * The whole sheet of a page. None of the rules may hold a character that HTML would have to have escaped.
     *
     * @param rules the page's own
     * @param narrow what is different on a phone
     * @param print what is different on paper
     */
    public static String sheet(String rules, String narrow, String print) {
        return COMMON
                + rules
                + "@media screen and (max-width: 46rem) {\n" + NARROW + narrow + "}\n"
                + "@media print {\n" + PRINT + print + "}\n";
    }
}
