/** Files of saved models, by their names or addresses. */
export const isSavedModel = (name: string): boolean => /\.(?:keras|h5|hdf5|json)$/i.test(name);
