import { pretend } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';
import { misuse } from './misuse.js';

const USAGE = '\n（用 --help 查看用法）';
async function said(args: readonly string[]): Promise<string> {
  const sentences: string[] = [];
  const around = pretend({ language: 'zh', tell: ({ zh }) => void sentences.push(zh) });
  expect(await runCommandLine(args, around)).toBe(EXIT.misused);
  return sentences.join('\n');
}

describe('a wrong command line, in Chinese', () => {
  it.each([
    [['digest', '--servce', 'clients'], '没有选项 --servce\n（是否想用 --service？）'],
    [['digets'], '没有命令 digets\n（是否想用 digest？）'],
    [['rebuild'], '缺少参数 view'],
    [['digest', '--wait'], '选项 --wait <SECONDS> 缺少值'],
    [['users', 'add', 'lin'], '缺少选项 --staff <ID>'],
    [['digest', '--wait', 'x'], '选项 --wait <SECONDS> 的值“x”不正确。应为 0–86400 的整数。'],
    [
      ['digest', '--service', 'x'],
      '选项 --service <NAME...> 的值“x”不正确。可选 clients、allocation、engagement、notifications、gateway。',
    ],
    [['digest', 'a', 'b'], '命令 digest 参数过多：应有 0 个，给了 2 个'],
  ])('says %j in one language', async (args, words) => {
    expect(await said(args)).toBe(`命令有误：${words}${USAGE}`);
  });

  it('says less rather than English where it does not know the sentence', () => {
    expect(misuse('error: a sentence of the next version').zh).toBe(`命令有误：无法识别${USAGE}`);
    expect(misuse("error: option '--x' value 'y' from env 'Z' is invalid. 应为整数。").zh).toContain(
      '环境变量 Z（选项 --x）的值“y”不正确。应为整数。',
    );
    expect(
      misuse("error: command-argument value 'y' is invalid for argument 'z'. Allowed choices are a, b.").zh,
    ).toContain('参数 z 的值“y”不正确。可选 a、b。');
    expect(misuse('usage').zh).toBe('usage');
  });
});
