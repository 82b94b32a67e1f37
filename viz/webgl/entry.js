// What viz/page/webgl.js uses of graphology and sigma.js, put together by src/bundle/webgl.py.
export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
export { EdgeProgram, NodeProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
