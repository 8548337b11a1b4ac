package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.page.PageStyle;

/** The style sheet of a diagnosis: whatever has a colour has a word and a sign too. */
final class DoctorStyle {

    private static final String RULES = """
            :root { --good: #1a6e33; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --good: #63c57d; }
            }
            .mark {
              display: inline-block; padding: 0 .45rem; border: 1.5px solid var(--soft); border-radius: 3px; color: var(--ink);
              font-size: 0.812rem; font-weight: 600; line-height: 1.5; white-space: nowrap;
            }
            .mark.good { border-color: var(--good); color: var(--good); }
            .mark.half { border-color: var(--lenient); border-style: dashed; color: var(--lenient); }
            .mark.bad { border-color: var(--alarm); border-width: 2px; color: var(--alarm); }
            .mark.none { border-style: dotted; }
            .verdict .mark { font-size: 1.125rem; }
            header .kind { margin-top: .5rem; }
            .steps { list-style-position: inside; padding: 0; }
            .steps > li { margin-top: 1rem; padding-top: .75rem; border-top: 1px solid var(--grid); list-style: none; }
            .steps h3 { margin: 0 0 .2rem; }
            .steps h3 .mark { margin-left: .35rem; }
            .steps .note { max-width: 50rem; }
            .requests { margin-top: .4rem; padding-left: 1.1rem; font-size: 0.812rem; }
            .parties { display: flex; flex-wrap: wrap; gap: .1rem 1.75rem; margin-top: .9rem; font-size: 0.812rem; list-style: none; }
            svg { display: block; width: 100%; }
            .sequence { margin-top: .9rem; }
            .sequence text { font-size: 0.75rem; fill: var(--ink); stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
            .sequence .head { font-weight: 640; }
            .sequence .came { fill: var(--soft); }
            .sequence .narrow { display: none; }
            .sequence .came.missing { fill: var(--alarm); font-weight: 600; }
            .lifeline { stroke: var(--rule); stroke-width: 1.5; }
            .request { stroke: var(--ink); stroke-width: 1.5; }
            .answer { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 3; }
            .answer.tip { stroke-dasharray: none; }
            line.missing { stroke: var(--alarm); stroke-width: 2; }
            .cells th, .cells td { vertical-align: top; }
            .cells small { display: block; }
            .exchanges th:first-child { width: 50%; }
            .exchanges th:last-child { width: 5.5rem; }
            .exchanges tbody { font-size: 0.844rem; }
            .clients th { width: 22%; }
            .clients th:nth-child(2) { width: 12.5rem; }
            .clients th:nth-child(3) { width: 9rem; }
            .clients th:nth-child(4) { width: auto; }
            """;

    private static final String NARROW = """
              .cells, .cells tbody { display: block; }
              .cells thead { display: none; }
              .cells tr { display: block; padding: .6rem 0; }
              .cells.cells tbody th, .cells.cells td { display: block; width: auto; padding: .1rem 0; }
              .cells tbody th { font-weight: 600; }
              .cells td::before { content: attr(data-name) ": "; color: var(--soft); font-size: 0.75rem; }
              .sequence .narrow { display: inline; }
              .sequence .wide { display: none; }
            """;

    private static final String PRINT = """
              :root { --good: #1a6e33; }
              .steps > li, .parties { break-inside: avoid; }
              .exchanges, .clients, .sequence { break-inside: auto; }
              .mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            """;

    static final String SHEET = PageStyle.sheet(RULES, NARROW, PRINT);

    private DoctorStyle() {}
}
