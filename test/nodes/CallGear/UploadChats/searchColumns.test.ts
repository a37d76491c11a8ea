import { searchList } from '../../../support/listSearch';
import { useCallGear } from '../support';

useCallGear();

const list = async (inputColumns?: unknown, filter?: string) =>
	await searchList({
		node: 'callGearUploadChats',
		search: 'searchColumns',
		parameters: { source: 'rows', inputColumns } as never,
		credentials: {},
		...(filter === undefined ? {} : { filter }),
	});

describe('the columns of the input', () => {
	it('are listed in the order of the table', async () => {
		expect(await list(['when', ' Who ', 'Text'])).toEqual({
			results: [
				{ name: 'when', value: 'when' },
				{ name: ' Who ', value: ' Who ' },
				{ name: 'Text', value: 'Text' },
			],
		});
	});

	it('are searched in any case', async () => {
		expect((await list(['when', 'Who', 'Text'], ' WH ')).results.map(({ name }) => name)).toEqual([
			'when',
			'Who',
		]);
	});

	it.each([[undefined], [[]], ['={{ $input.all() }}'], [null]])(
		'that are not known are not taken for none: %j',
		async (known) => {
			await expect(list(known)).rejects.toMatchObject({
				message: 'The columns are not known yet',
				description:
					'Run the node before this one, then its columns are listed here; or type the name By Name.',
			});
		},
	);
});
