import { html } from 'ghtml'
import type { BrokerReport, RequirementResult } from '../../../domain/control/report/broker-report.ts'
import { sentencesOf } from '../../../domain/control/report/junit.ts'
import { htmlDocument, type Markup } from '../../../plugins/pages/html-document.ts'
import { STYLE } from '../../open-data/dataset-page-style.ts'

/** Breaches come first. */
const ORDER: ReadonlyArray<RequirementResult['outcome']> = ['not met', 'met', 'not seen']

function row (result: RequirementResult): Markup {
  const { title, level, outcome, specification, breaches, occasions } = result
  const counts = { met: ` on ${occasions}`, 'not met': ` on ${breaches} of ${occasions}`, 'not seen': '' }[outcome]
  const sentences = sentencesOf(result).map((sentence) => html`<br>${sentence}`).join('')
  const duty = html`${title} (<a href="${specification}">${level}</a>)!${sentences}`
  return html`<div><dt>${outcome}${counts}</dt><dd>!${duty}</dd></div>`
}

/** Write a report as a page. */
export function brokerReportPage ({ conforms, requests, requirements }: BrokerReport): Markup {
  const sorted = requirements.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
  const verdict = conforms ? 'The broker meets each MUST that applied.' : 'The broker does not meet each MUST.'
  return htmlDocument({ title: 'Report on the broker', style: STYLE }, html`<header>
<div class="title"><h1>Report on the broker</h1><p>${verdict} ${requests} requests were compared.</p></div>
</header>
<main>
<dl>
!${sorted.map(row).join('\n')}
</dl>
</main>`)
}
