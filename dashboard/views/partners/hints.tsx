import type { JSX } from 'preact'
import { Badge, Empty, ErrorBox, Panel } from '../../components/basics.tsx'
import { read } from '../../client/api.ts'
import { hrefOf } from '../../client/router.ts'
import type { BrokerReport, RequirementResult } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'

/** Duties of brokers that their requests break, as the report on brokers has them; `partner` is undefined for all. */
export function Hints ({ partner }: { partner?: string }): JSX.Element {
  const { data, error } = useData(async (signal) =>
    await read<BrokerReport>('broker-report', { partner }, signal), [partner])
  const broken = (data?.requirements ?? []).filter(({ outcome }) => outcome === 'not met')
    .sort((a, b) => a.level.localeCompare(b.level))
  const met = (data?.requirements ?? []).filter(({ outcome }) => outcome === 'met').length
  return (
    <Panel
      title='Hints' actions={data !== undefined && (
        <span class='muted'>{met} of {met + broken.length} duties met in {data.requests} requests</span>
      )}
    >
      <ErrorBox error={error} />
      {data?.requests === 0 && <Empty>No request to compare with the duties of brokers.</Empty>}
      {data !== undefined && data.requests > 0 && broken.length === 0 && <Empty>No duty is broken.</Empty>}
      {broken.length > 0 && (
        <ul class='list hints'>{broken.map((duty) => <Hint key={duty.id} duty={duty} />)}</ul>
      )}
    </Panel>
  )
}

const Hint = ({ duty }: { duty: RequirementResult }): JSX.Element => {
  const { title, level, specification, breaches, occasions, problems = [] } = duty
  const [first] = problems
  return (
    <li>
      <Badge tone={level === 'MUST' ? 'bad' : 'warn'}>{level}</Badge>
      <div class='grow'>
        <a href={specification} rel='noreferrer'>{title}</a>
        {first !== undefined && (
          <p>
            {first.message}
            {' '}<a class='inline' href={hrefOf('requests', [String(first.request)])}>request {first.request}</a>
          </p>
        )}
        <p class='muted'>{breaches} of {occasions}</p>
      </div>
    </li>
  )
}
