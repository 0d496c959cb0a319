import type { Chance } from './chance.js';

/** Surnames by how common they are around Nanning; the first ones more often. */
const SURNAMES = '韦覃李黄陈莫农蒙梁王张刘周杨吴谢罗何卢林陆邓杜曾彭朱蓝唐廖苏甘潘谭石欧钟叶郑冯'.split('');
const GIVEN: readonly {
  readonly until: number;
  readonly male: readonly string[];
  readonly female: readonly string[];
}[] = [
  {
    until: 1965,
    male: ['建国', '国强', '志明', '德华', '永福', '家荣', '振华', '援朝', '卫东', '福生'],
    female: ['秀英', '桂芳', '玉兰', '凤英', '素珍', '月娥', '淑芬', '丽华', '美玲', '春梅'],
  },
  {
    until: 1985,
    male: ['伟', '强', '军', '勇', '志强', '建华', '海波', '文斌', '晓峰', '永健'],
    female: ['芳', '丽', '艳', '红梅', '海燕', '晓玲', '秋萍', '小霞', '雪梅', '丽娟'],
  },
  {
    until: 9999,
    male: ['浩然', '子豪', '俊杰', '宇航', '嘉诚', '一鸣', '泽宇', '家豪', '鹏飞', '明轩'],
    female: ['思雨', '雨欣', '佳怡', '梦琪', '诗涵', '欣怡', '婷婷', '可馨', '静怡', '紫萱'],
  },
];

export type Person = { readonly name: string; readonly female: boolean };

/** A made-up name typical of the year of birth. */
export function personBorn(year: number, chance: Chance): Person {
  const surname = SURNAMES[Math.floor(SURNAMES.length * chance.next() ** 1.6)] ?? '韦';
  const female = chance.is(0.52);
  const era = GIVEN.find(({ until }) => year < until) ?? GIVEN[0];
  const given = chance.pick((female ? era?.female : era?.male) ?? ['玲']);
  return { name: surname + given, female };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number that is valid in form and belongs to nobody: there is no region 990000. */
export function idNumber(birthday: string, serial: number, female: boolean): string {
  const order = (serial % 499) * 2 + (female ? 2 : 1);
  const digits = `990000${birthday.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return digits + ('10X98765432'[sum % 11] ?? '');
}

/** A phone number no operator gives out: there is no prefix 100. */
export const phoneNumber = (serial: number, chance: Chance): string =>
  `100${String(chance.int(1_000, 9_999))}${String(serial % 10_000).padStart(4, '0')}`;
