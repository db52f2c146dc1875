/** Words that hide the subject of a sentence at its beginning. */
const HIDDEN_SUBJECT = /^\W*(?:@returns\s+)?(?:What|Who|Whoever|Of|Those)\b/i

/** An ESLint rule: a comment, and a description in it, begins with its subject. */
export const subjectFirst = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { hidden: 'Begin with the subject, not with What, Who, Whoever, Of or Those: this sentence begins with "{{ word }}".' }
  },
  create (context) {
    return {
      Program () {
        for (const comment of context.sourceCode.getAllComments()) {
          for (const line of descriptionsIn(comment.value)) {
            if (!HIDDEN_SUBJECT.test(line)) continue
            context.report({ loc: comment.loc, messageId: 'hidden', data: { word: line.trim().split(/\s/)[0] } })
          }
        }
      }
    }
  }
}

/** Split a comment into its sentences, and the descriptions of its tags. */
function descriptionsIn (comment) {
  const text = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '')).join(' ')
  return text.split(/(?<=[.!?:;])\s+(?=[A-Z@])|@param \S+ - |@(?:returns|throws \{\w+\}) /).map((part) => part.trim()).filter(Boolean)
}
