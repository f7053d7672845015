/** The parts of dmn-js that `dmnjs.ts` puts together; the packages bring no types of their own. */
declare module "dmn-js-drd/lib/Modeler" {
  const Modeler: new (options: object) => object;
  export default Modeler;
}
declare module "dmn-js-drd/lib/NavigatedViewer" {
  const Viewer: new (options: object) => object;
  export default Viewer;
}
declare module "dmn-js-literal-expression/lib/Editor" {
  const Editor: new (options: object) => object;
  export default Editor;
}
declare module "dmn-js-literal-expression/lib/Viewer" {
  const Viewer: new (options: object) => object;
  export default Viewer;
}
declare module "dmn-js-boxed-expression" {
  export const Editor: new (options: object) => object;
  export const Viewer: new (options: object) => object;
}
declare module "dmn-js-shared/lib/base/EditingManager" {
  export default class EditingManager {
    constructor(options: object);
  }
}
