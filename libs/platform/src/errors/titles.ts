/** A short sentence for people, in the two languages of the dashboard. */
export type Title = { readonly zh: string; readonly en: string };
export type Titles = { readonly [code: string]: Title };
export type Language = keyof Title;

/** What the codes of refusals and errors are called. Services add theirs with their module. */
export class ProblemTitles {
  private readonly titles = new Map<string, Title>();

  constructor(titles: Titles = {}) {
    this.add(titles);
  }

  /** Adds titles; the same code with other words is a mistake of two services and stops the start. */
  add(titles: Titles): void {
    for (const [code, title] of Object.entries(titles)) {
      const known = this.titles.get(code);
      if (known && (known.zh !== title.zh || known.en !== title.en)) throw new Error(`two titles for the code ${code}`);
      this.titles.set(code, title);
    }
  }

  has(code: string): boolean {
    return this.titles.has(code);
  }

  get(code: string): Title | undefined {
    return this.titles.get(code);
  }

  /** The code itself where nobody gave it a title. */
  of(code: string, language: Language): string {
    return this.titles.get(code)?.[language] ?? code;
  }
}

/** The platform's own codes. */
export const platformTitles: Titles = {
  'input.bad': { zh: '提交的内容有误', en: 'The request has wrong fields' },
  'access.not-signed-in': { zh: '请先登录', en: 'Please sign in' },
  'access.denied': { zh: '没有此项权限', en: 'You may not do this' },
  'resource.not-found': { zh: '未找到', en: 'Not found' },
  'resource.conflict': { zh: '数据已被他人修改，请重试', en: 'Somebody else changed this; please try again' },
  'resource.changed': { zh: '数据已被他人修改，请核对后再提交', en: 'This changed since you read it' },
  'command.id-reused': {
    zh: '此操作编号已用于另一项操作',
    en: 'This command id was used for something else',
  },
  'body.too-large': { zh: '提交的内容过大', en: 'The request is too large' },
  'body.unsupported-type': { zh: '不支持的内容类型', en: 'This content type is not supported' },
  'rate.too-many': { zh: '请求过于频繁，请稍后再试', en: 'Too many requests; please wait a moment' },
  'parked.no-such-consumer': { zh: '没有此名称的视图或反应', en: 'No view, reaction or agenda has this name' },
  'service.unavailable': { zh: '服务暂时不可用，请稍后再试', en: 'The service is unavailable for a moment' },
  'service.fault': { zh: '系统内部错误', en: 'Something went wrong on our side' },
};

/** The registry of this process: `ServiceModule` adds the titles of its service. */
export const problemTitles = new ProblemTitles(platformTitles);

/** Chinese unless the caller asks for English first. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh';
