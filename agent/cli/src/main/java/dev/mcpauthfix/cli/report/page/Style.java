package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.PageStyle;

/** The report's style sheet. Strict and lenient differ by shape too, so that nothing is lost on black and white paper. */
final class Style {

    private static final String RULES = """

            .chart td.plot { position: relative; height: 2.625rem; padding: 0; }
            .chart th.plot { padding: 0 0 .1rem; }
            svg { display: block; overflow: visible; }
            svg.fill { position: absolute; inset: 0; width: 100%; height: 100%; }
            .axis { display: flex; justify-content: space-between; height: 1.25rem; font-size: 0.75rem; line-height: 1.25rem; }
            .axis span { display: flex; justify-content: center; width: 0; }
            .axis span:first-child { justify-content: flex-start; }
            .axis span:last-child { justify-content: flex-end; }
            .axis b { flex: none; font-weight: 400; white-space: nowrap; }
            svg text { font-size: 0.75rem; fill: var(--ink); }
            svg text.figure { fill: var(--soft); }
            .grid { stroke: var(--grid); stroke-width: 1; }
            .zero { stroke: var(--soft); stroke-width: 1; }
            line.strict { stroke: var(--strict); stroke-width: 1.5; }
            line.lenient, line.difference { stroke: var(--lenient); stroke-width: 1.5; }
            rect.strict { fill: var(--strict); }
            rect.lenient, circle.lenient, circle.difference { fill: var(--lenient); }
            circle.strict { fill: var(--strict); }
            circle.open { fill: var(--paper); stroke: var(--lenient); stroke-width: 2; }
            circle.open.strict { stroke: var(--strict); }
            circle.unsure { fill: var(--paper); stroke: var(--lenient); stroke-width: 2; }
            circle.step { fill: var(--rule); }
            rect.count { fill: var(--strict); }
            rect.expected { fill: var(--ink); }
            .way { stroke: var(--soft); stroke-width: 1.25; }
            .zone { fill: var(--shade); }
            .stop { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 3; }
            .key { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding-bottom: .2rem; color: var(--ink); font-size: 0.781rem; }
            .key span { white-space: nowrap; }
            .key i { display: inline-block; width: 9px; height: 9px; margin-right: .4rem; }
            .key i.strict { background: var(--strict); }
            .key i.lenient { border-radius: 50%; background: var(--lenient); }
            .key i.open { border: 2px solid var(--lenient); border-radius: 50%; }
            .key i.expected { width: 2px; height: 12px; margin-bottom: -2px; background: var(--ink); }

            .chart:not(.ladder) th.figure:nth-child(n + 4):last-child { width: 8rem; }
            .pair th.figure:nth-last-child(2) { width: 13rem; }
            .pair th.figure:last-child { width: 8rem; }
            .two td.plot { height: 2.375rem; }
            .times td.plot { height: 3.375rem; }
            .ladder th.name { width: 24%; }
            .ladder th.figure, .ladder td.figure { width: 4.25rem; }
            .rungs { display: grid; grid-template-columns: repeat(7, 1fr); text-align: center; font-size: 0.719rem; }
            .rungs > span { padding: .2rem .1rem .35rem; }
            .rungs b { display: block; color: var(--ink); font-weight: 600; font-size: 0.812rem; }
            .rungs .near, .rungs .far { padding: .1rem .5rem .15rem; font-size: 0.781rem; font-weight: 600; line-height: 1.3; }
            .rungs .near { grid-column: 1 / 3; margin-right: -1px; border-right: 1.5px dashed var(--ink); text-align: right; color: var(--ink); }
            .rungs .far { grid-column: 3 / -1; text-align: left; color: var(--lenient); }
            .names { columns: 2; column-gap: 2.5rem; margin-top: .9rem; color: var(--soft); font-size: 0.781rem; list-style-position: inside; }
            .names li { break-inside: avoid; }
            .names b { color: var(--ink); font-weight: 600; }

            .advice { margin-top: 1rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
            .advice .lead { margin-top: .1rem; }
            """;

    private static final String NARROW = """
              .names { columns: 1; }
              table.chart, table.rows { display: block; }
              .chart thead, .chart tbody, .rows tbody { display: block; }
              .rows thead { display: none; }
              .chart tr, .rows tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0 1rem; padding: .5rem 0; }
              .chart thead tr { display: block; padding: 0; }
              .chart th.name, .rows th.name, .chart td.plot, .words { grid-column: 1 / -1; width: auto; padding: 0; }
              .chart thead th.name, .chart thead th.figure { display: none; }
              .chart thead th.plot { display: block; border: 0; }
              .chart td.figure, .rows td.figure { width: auto; padding: .2rem 0 0; text-align: left; }
              td.figure::before { content: attr(data-name); display: block; color: var(--soft); font-size: 0.75rem; }
              .rungs > span > span { display: none; }
            """;

    private static final String PRINT = """
              .key { break-after: avoid; }
              .names { break-inside: avoid; break-before: avoid; }
              .key i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            """;

    static final String SHEET = PageStyle.sheet(RULES, NARROW, PRINT);

    private Style() {}
}
