import { photo, sha256, useHaptik } from '../support';

const { files, send } = useHaptik();

// An agent hands its tools JSON alone: the item that such a node gets has no files
it.each(['default', 'filesystem'] as const)(
	'takes the file of an earlier node where its own item has none, in binary mode %s',
	async (binaryMode) => {
		const binaryField = "={{ $('Items').first().binary.data }}";
		const items = [{ files: { data: photo } }, { json: { asked: 'by an agent' } }];
		const { error, main } = await send({ binaryField }, { items, binaryMode });
		expect(error).toBeUndefined();
		expect(main).toHaveLength(2);
		expect(files().map(({ file }) => file?.sha256)).toEqual([sha256(photo.bytes), sha256(photo.bytes)]);
	},
);
