import { actionContracts, type FoundContract } from '../../../testkit/contracts';
import { outputsOf } from '../../../tools/docs/outputs';

const contractOf = (node: string) =>
	actionContracts.find((contract) => contract.node === node) as FoundContract;

it('what a node gives for a good item is what it gave, with and without a file', async () => {
	const outputs = await outputsOf(['haptikSendFile', 'expertflowDownloadFile'].map(contractOf));
	expect(outputs.map(({ hasFile }) => hasFile)).toEqual([false, true]);
	expect(outputs[0].keys).toEqual(expect.arrayContaining(['message_id', 'auth_id', 'file_name']));
	expect(outputs[1].keys).toContain('mediaUrl');
});

it('a node that does not take its own good item is told', async () => {
	const contract = contractOf('haptikSendFile');
	const [good] = contract.variants;
	const spoilt: typeof good = (vendor) => ({ ...good(vendor), item: good(vendor).bad.item });
	await expect(outputsOf([{ ...contract, variants: [spoilt] }])).rejects.toThrow(
		'haptikSendFile does not take its contract\'s item: "Auth ID" is empty',
	);
});
