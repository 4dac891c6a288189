// The parts of Leaflet that the field app draws with, in place of the whole library (build.mjs puts this where the
// app says `leaflet`): its classes hang together so that a bundler cannot leave the rest out by itself.
export { CRS } from 'leaflet/src/geo/crs/CRS.js';
import { CRS } from 'leaflet/src/geo/crs/CRS.js';
import { EPSG3857 } from 'leaflet/src/geo/crs/CRS.EPSG3857.js';
import { Simple } from 'leaflet/src/geo/crs/CRS.Simple.js';
CRS.EPSG3857 = EPSG3857;
CRS.Simple = Simple;

export { LatLng, toLatLng as latLng } from 'leaflet/src/geo/LatLng.js';
export { LatLngBounds, toLatLngBounds as latLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
export { Point, toPoint as point } from 'leaflet/src/geometry/Point.js';
import * as DomEvent from 'leaflet/src/dom/DomEvent.js';
export { DomEvent };

export { Map, map } from 'leaflet/src/map/index.js';
import { Control, control } from 'leaflet/src/control/Control.js';
import { Zoom, zoom } from 'leaflet/src/control/Control.Zoom.js';
import { Attribution, attribution } from 'leaflet/src/control/Control.Attribution.js';
Control.Zoom = Zoom;
Control.Attribution = Attribution;
control.zoom = zoom;
control.attribution = attribution;
export { Control, control };

export { Layer } from 'leaflet/src/layer/Layer.js';
export { LayerGroup, layerGroup } from 'leaflet/src/layer/LayerGroup.js';
export { ImageOverlay, imageOverlay } from 'leaflet/src/layer/ImageOverlay.js';
export { TileLayer, tileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
export { Marker, marker } from 'leaflet/src/layer/marker/Marker.js';
export { DivIcon, divIcon } from 'leaflet/src/layer/marker/DivIcon.js';
import 'leaflet/src/layer/vector/Renderer.getRenderer.js';
export { Path } from 'leaflet/src/layer/vector/Path.js';
export { Polyline, polyline } from 'leaflet/src/layer/vector/Polyline.js';
export { Polygon, polygon } from 'leaflet/src/layer/vector/Polygon.js';
export { Rectangle, rectangle } from 'leaflet/src/layer/vector/Rectangle.js';
