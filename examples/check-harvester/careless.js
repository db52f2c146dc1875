/**
 * A harvester with three faults: it keeps deleted items, keeps each state of an item, and takes any page without items
 * for the last one. `check-harvester` names their effects.
 */
const items = []

for (let url = process.env.OPEN_BOOKING_FEED; ;) {
  const response = await fetch(url)
  if (response.status !== 200) continue
  const page = await response.json()
  if (page.items.length === 0) break
  items.push(...page.items)
  url = page.next
}

for (const { id, modified } of items) console.log(JSON.stringify({ id, modified }))
