import { basename } from 'node:path';
import { lowerFirst, upperFirst } from 'lodash';

import { filesBelow } from '../../testkit/files';
import { nodeFolders, packNodes } from '../../testkit/pack';

const actions = [...nodeFolders()].filter(([node]) => packNodes().get(node)?.execute !== undefined);

it.each(actions)('%s has the files that every operation has, under the same names', (node, folder) => {
	const names = [
		`${upperFirst(node)}.node.ts`,
		`${upperFirst(node)}.node.json`,
		'properties.ts',
		`${lowerFirst(basename(folder))}.ts`,
	];
	expect(filesBelow(folder)).toEqual(expect.arrayContaining(names.map((name) => `${folder}/${name}`)));
});
