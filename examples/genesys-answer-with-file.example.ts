import { dataFile } from '../testkit/dataFile';
import type { Example } from '../testkit/example';

const CHAT = '0001RaC8KT5M00QX';
const TEXT = 'Here is your contract, Jürgen.';

/** A customer asks for the contract in a chat; the file is linked to that chat and delivered. */
export const example: Example = {
	event: {
		vendor: 'genesys',
		order: { kind: 'customerText', text: 'Could you send me the Contract?', about: CHAT },
	},
	holds: () => {
		const { name, bytes, sha256 } = dataFile('signed-contract.pdf');
		return [
			{
				vendor: 'genesys',
				kind: 'linkedDocument',
				compare: ({ fact, file }) => ({
					chat: fact.chatId,
					name: fact.name,
					size: fact.size,
					sha256: file?.sha256,
				}),
				expected: [{ chat: CHAT, name, size: bytes.length, sha256 }],
			},
			{
				vendor: 'genesys',
				kind: 'message',
				compare: ({ fact }) => ({ chat: fact.chatId, text: fact.text }),
				expected: [{ chat: CHAT, text: TEXT }],
			},
			{
				vendor: 'genesys',
				kind: 'uploadedFile',
				compare: ({ fact }) => ({ chat: fact.chatId, sha256: fact.sha256, text: fact.text }),
				expected: [{ chat: CHAT, sha256, text: TEXT }],
			},
		];
	},
};
