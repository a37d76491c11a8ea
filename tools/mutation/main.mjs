import { parseArgs } from 'node:util';

import { Stryker } from '@stryker-mutator/core';

import { filesOf, PARTS } from './parts.mjs';

const { values } = parseArgs({
	options: {
		part: { type: 'string', multiple: true, default: PARTS },
		mutate: { type: 'string' },
		sample: { type: 'string' },
		seed: { type: 'string', default: '1' },
		concurrency: { type: 'string', default: '2' },
	},
});

const unknown = values.part.filter((part) => !PARTS.includes(part));
if (unknown.length > 0)
	throw new Error(`There is no ${unknown.join(', ')}. The parts are ${PARTS.join(', ')}.`);

const size = Number(values.sample);
if (values.sample !== undefined && !(size > 0 && Number.isInteger(size)))
	throw new Error(`"${values.sample}" is no number of changes`);

await new Stryker({
	concurrency: Number(values.concurrency),
	mutate: values.mutate?.split(',') ?? values.part.flatMap(filesOf),
	...(values.sample !== undefined && { checkers: ['sample'], sample: { size, seed: values.seed } }),
}).runMutationTest();
