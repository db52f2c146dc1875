import { BASE, type Simulator } from './build-app.ts'
import { Browser } from './openid.ts'

type Fields = Record<string, string>

const LOGIN = { username: 'test1', password: 'test1' }

/** The page that lists the brokers that may act for a seller. */
export class AccessPage {
  readonly #browser: Browser
  status = 0
  text = ''

  constructor (simulator: Simulator, browser = new Browser(simulator)) { this.#browser = browser }

  /** Open the page, or the login page in front of it. */
  async open (): Promise<this> { return await this.#show(await this.#browser.request(`${BASE}/openid/access`)) }

  async submit (fields: Fields, headers: Fields = {}): Promise<this> {
    return await this.#show(await this.#browser.submit(this.text, fields, headers))
  }

  /** Press the button beside a broker. */
  async withdraw (broker: string): Promise<this> {
    const form = this.#forms.find((fields) => fields['broker'] === broker)
    if (form === undefined) throw new Error(`There is no ${broker} on this page`)
    return await this.submit(form)
  }

  get heading (): string | undefined { return /<h1>([^<]*)<\/h1>/.exec(this.text)?.[1] }

  /** Ids of the listed brokers. */
  get brokers (): string[] { return this.#forms.flatMap(({ broker }) => broker ?? []) }

  get ticket (): string { return this.#forms[0]?.['ticket'] ?? '' }

  get #forms (): Fields[] {
    return (this.text.match(/<form[^]*?<\/form>/g) ?? []).map((form) =>
      Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value])))
  }

  async #show (response: Response): Promise<this> {
    this.status = response.status
    this.text = await response.text()
    return this
  }
}

/** Log a seller in and open its access page. */
export async function openAccessPage (simulator: Simulator, login: Fields = LOGIN): Promise<AccessPage> {
  return await (await new AccessPage(simulator).open()).submit(login)
}
