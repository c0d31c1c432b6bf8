/** What a request comes to at the most: never less than it can be billed, and nothing where no price is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toE8 } from '../../lib/core/usd-e8';
import type { Request } from '../../lib/jobs/record';
import { worstOf3d, worstOfImage, worstOfText } from '../../lib/jobs/worst';
import { costOfTokens } from '../../lib/models/price';
import type { ImageInput, TextInput, Turn } from '../../lib/providers/makes';
import type { Model } from '../../lib/providers/model';

const model = (over: Partial<Model> = {}): Model => ({
  id: 'acme/talker',
  name: 'Talker',
  makes: ['text'],
  takes: ['text'],
  price: { input: '0.000002', output: '0.00001' },
  ...over,
});
const said = (text: string): Turn => ({ by: 'person', text, pictures: [] });
const input = (over: Partial<TextInput> = {}): TextInput => ({
  model: 'acme/talker',
  known: model(),
  turns: [said('Hello')],
  maxTokens: 1_000,
  tools: [],
  ...over,
});
const image = (over: Partial<ImageInput> = {}): ImageInput => ({
  model: 'acme/painter',
  known: model({ price: { image: '0.04' } }),
  prompt: 'A fox',
  options: {},
  references: [],
  ...over,
});
const figure: Request = {
  ...{ id: '', make: 'model3d', provider: 'acme', keyId: '', model: 'acme/sculptor', prompt: 'A fox' },
  ...{ files: [], conversation: '', parent: null, chosen: {}, keyName: '', keyHint: '', atMs: 0, jobKey: '' },
};

describe('of text', () => {
  it('every byte is a token, whatever the letters, and the whole limit is used', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(5_000), (text, maxTokens) => {
        const { usd = 0, tokens } = worstOfText(input({ turns: [said(text)], maxTokens }));
        const bytes = new TextEncoder().encode(text).length;
        const real = costOfTokens(model().price ?? {}, { input: bytes, output: maxTokens }) ?? '';
        expect(tokens).toBeGreaterThanOrEqual(bytes + maxTokens);
        expect(usd).toBeGreaterThanOrEqual(toE8(real) ?? Number.NaN);
      }),
    );
  });

  it('instructions, earlier turns, results of tools and the tools themselves are part of it', () => {
    const long = 'x'.repeat(5_000);
    const results = [{ id: '1', name: 'a', content: long, isError: false }];
    const more: Partial<TextInput>[] = [
      { system: long },
      { turns: [said(long), said('Hello')] },
      { turns: [{ by: 'tools', results }] },
      { turns: [{ by: 'model', text: '', calls: [], echo: { provider: 'a', model: 'b', value: long } }] },
      { tools: [{ name: 'a', description: long, parameters: {} }] },
    ];
    for (const over of more) expect(worstOfText(input(over)).tokens).toBeGreaterThan(6_000);
  });

  it('a picture is what the dearest way of counting makes of it, not its letters', () => {
    const pictures = [{ media: 'image/png', base64: 'A'.repeat(3_000_000) }];
    const { tokens } = worstOfText(input({ turns: [{ by: 'person', text: 'What?', pictures }] }));
    expect(tokens).toBeGreaterThan(50_000);
    expect(tokens).toBeLessThan(60_000);
  });

  it('is no more than the model can read, and as dear as so long an input is', () => {
    const steps = [{ fromInput: 200_000, input: '0.000004', output: '0.00002' }];
    const known = model({ contextTokens: 300_000, price: { ...model().price, steps } });
    const worst = worstOfText(input({ known, turns: [said('x'.repeat(900_000))] }));
    expect(worst).toEqual({ tokens: 301_000, usd: toE8('1.22') });
  });

  it('has no price where none is known, and none to pay where it is free', () => {
    const unknown = model();
    delete (unknown as { price?: unknown }).price;
    expect(worstOfText(input({ known: undefined })).usd).toBeUndefined();
    expect(worstOfText(input({ known: unknown })).usd).toBeUndefined();
    expect(worstOfText(input({ known: { ...unknown, isFree: true } })).usd).toBe(0);
  });
});

describe('of pictures', () => {
  it('nobody can tell how many tokens they take', () => {
    expect(worstOfImage(image()).tokens).toBeUndefined();
    expect(worstOf3d(figure, undefined).tokens).toBeUndefined();
  });

  it('each of several counts', () => {
    expect(worstOfImage(image()).usd).toBe(toE8('0.04'));
    expect(worstOfImage(image({ options: { n: 4 } })).usd).toBe(toE8('0.16'));
    expect(worstOfImage(image({ options: { num_images: 3 } })).usd).toBe(toE8('0.12'));
  });

  const sized = (options: ImageInput['options'], values?: string[]) => {
    const quality = { name: 'quality', is: 'choice' as const, initial: 'medium' };
    const size = { name: 'size', is: 'choice' as const, ...(values ? { values } : {}) };
    const known = model({ price: { image: '0.04' }, options: [quality, size] });
    return worstOfImage(image({ known, options })).usd;
  };

  it.each<[ImageInput['options'], number]>([
    [{}, 0.04],
    [{ size: '1000x1000' }, 0.04],
    [{ size: '512x512' }, 0.04],
    [{ size: '2000x1000' }, 0.08],
    [{ size: '2000x1000', n: 3 }, 0.24],
    [{ resolution: '0.5K' }, 0.04],
    [{ resolution: '4K' }, 0.64],
    [{ resolution: '2 MP' }, 0.08],
    [{ megapixels: '0.25' }, 0.04],
    [{ width: '2000', height: 1000 }, 0.08],
    [{ quality: 'low' }, 0.04],
    [{ quality: 'medium' }, 0.04],
    [{ partial_images: 2 }, 0.12],
  ])('larger ones are dearer: %j', (options, dollars) => {
    expect(sized(options)).toBe(Math.round(dollars * 1e8));
  });

  it('one whose size the service chooses may be as large as it makes any', () => {
    expect(sized({}, ['auto', '1024x1024'])).toBeGreaterThan(0.06e8);
    expect(sized({ size: 'auto' })).toBeGreaterThan(0.06e8);
  });

  it.each([{ quality: 'high' }, { quality: 'auto' }, { size: 'gigantic' }, { resolution: 'full' }])(
    'of %j nobody knows the price',
    (options) => {
      expect(sized(options)).toBeUndefined();
    },
  );

  it('one that is free stays free', () => {
    const free: Model = { ...model({ isFree: true }), price: {} };
    expect(worstOfImage(image({ known: free, options: { size: '2000x1000' } })).usd).toBe(0);
  });

  it('what goes in counts too where it has a price', () => {
    const known = model({ price: { image: '0.04', input: '0.000001' } });
    const references = [{ media: 'image/png', base64: 'AAAA' }];
    expect(worstOfImage(image({ known, references })).usd).toBe(toE8('0.090005'));
  });

  it('has no price where only tokens have one: nobody knows how many a picture takes', () => {
    const known = model({ price: { input: '0.000001', output: '0.00003' } });
    expect(worstOfImage(image({ known })).usd).toBeUndefined();
    expect(worstOfImage(image({ known: undefined })).usd).toBeUndefined();
  });
});
