import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/**
 * Keep the focus of a keyboard in an element: a button that goes with its row would leave it nowhere.
 * @param within - the element, which takes the focus
 */
export function useKeptFocus (within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | undefined
    const remember = ({ target }: FocusEvent): void => {
      last = target instanceof Element && within.current?.contains(target) === true ? target : undefined
    }
    const observer = new MutationObserver(() => {
      if (last === undefined || last.isConnected) return
      last = undefined
      if (document.activeElement === document.body) within.current?.focus()
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [])
}
